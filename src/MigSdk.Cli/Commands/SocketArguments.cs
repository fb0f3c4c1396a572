using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.Linq;

namespace MigSdk.Cli;

/// <summary>The arguments that name sockets, with what completion offers for them.</summary>
internal static class SocketArguments
{
    /// <summary>An argument that names a server's socket.</summary>
    internal static Argument<string> Socket(string name, string description)
    {
        var argument = new Argument<string>(name) { HelpName = name, Description = description };
        argument.Offer(context => Offers(context.WordToComplete));
        return argument;
    }

    /// <summary>The sockets and folders that go on from what has been typed.</summary>
    internal static IEnumerable<CompletionItem> Offers(string word) =>
        PathOffers.For(word, DeviceConnection.IsSocket).Select(path => new CompletionItem(path));
}

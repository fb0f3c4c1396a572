using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.IO;
using System.Linq;
using System.Threading;

namespace MigSdk.Cli;

/// <summary>The arguments that name specs and states, with what completion offers for them.</summary>
internal static class SpecArguments
{
    internal const string Forms =
        "a built-in spec (vfio, rfc2022), an assembly or a MigSpec.*.txt file. "
        + "FILE:NAME names one of several; SPEC@FEATURE,FEATURE leaves the other features out";

    /// <summary>An argument that names a spec or driver.</summary>
    internal static Argument<string> Spec(string name, string description)
    {
        var argument = new Argument<string>(name) { HelpName = name, Description = $"{description}: {Forms}." };
        argument.Offer(context => Offers(context.WordToComplete));
        return argument;
    }

    /// <summary>An argument that names a state of the spec in another argument.</summary>
    internal static Argument<string> State(string name, string description, Argument<string> spec)
    {
        var argument = new Argument<string>(name) { HelpName = name, Description = description };
        argument.Offer(context => States(context, spec));
        return argument;
    }

    /// <summary>Built-in specs, and the files and folders here that may have specs.</summary>
    internal static IEnumerable<CompletionItem> Offers(string word)
    {
        foreach ((string name, string description) in BuiltInSpecs.Descriptions)
            yield return new CompletionItem(name, detail: description);
        foreach (string path in PathOffers.For(word, IsSpecFile))
            yield return new CompletionItem(path);
        foreach (string name in NamesIn(word))
            yield return new CompletionItem(name);
    }

    private static bool IsSpecFile(string file) =>
        Path.GetExtension(file).ToLowerInvariant() is ".dll" or ".exe"
        || (Path.GetFileName(file).StartsWith("MigSpec.") && file.EndsWith(".txt"));

    private static IEnumerable<string> NamesIn(string word)
    {
        var reference = SpecReference.Parse(word);
        if (reference.Name is null || !File.Exists(reference.Place))
            return [];
        try
        {
            return SpecFinder.ItemsOf(reference, CancellationToken.None).Select(item => $"{reference.Place}:{item.Name}");
        }
        catch (CliException)
        {
            return [];
        }
    }

    // The reading of an assembly must not disturb somebody's typing: where it fails, nothing is offered.
    private static IEnumerable<CompletionItem> States(CompletionContext context, Argument<string> spec)
    {
        try
        {
            string? text = context.ParseResult.GetValue(spec);
            return text is null
                ? []
                : SpecFinder.FindOne(text, Preference.Driver, CancellationToken.None).Spec.States
                    .Select(state => new CompletionItem(state.Name));
        }
        catch (CliException)
        {
            return [];
        }
    }
}

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Cli.Demo;
using MigSdk.VfioUser;

namespace MigSdk.Cli;

/// <summary><c>mig serve</c>: a sample device behind a vfio-user socket.</summary>
internal sealed class ServeCommand : CliCommand
{
    private const int Mebi = 1024 * 1024;
    private const int LargestMebibytes = 1024;

    private readonly Argument<string> _socket = new("socket")
    {
        HelpName = "socket",
        Description = "Where clients connect. The socket is made, and removed at the end.",
    };

    private readonly Option<MigrationFeatures> _features = new("--features")
    {
        HelpName = "list",
        Description = "What its migration driver has: any of stopcopy, p2p, precopy, separated by commas. Stopcopy is implied.",
        DefaultValueFactory = _ => MigrationFeatures.StopCopy | MigrationFeatures.P2P | MigrationFeatures.PreCopy,
        CustomParser = ParseFeatures,
    };

    private readonly Option<int> _size = new("--size")
    {
        HelpName = "MiB",
        Description = $"The size of the device's memory: a power of two from 1 to {LargestMebibytes}.",
        DefaultValueFactory = _ => 16,
        CustomParser = ParseSize,
    };

    private readonly Option<double> _load = Numbers.Option(
        "--load", "MiB/s", "How much of its memory the device's work writes, from the beginning on; 0 for no work.",
        0.0, 0, 10_000);

    internal ServeCommand(CliConsole console)
        : base(
            console,
            "serve",
            "Serves a sample device that can be migrated: registers, a memory that its work writes, DMA and MSI-X. "
            + "Ctrl+C ends it. A client that goes leaves the device as it is.")
    {
        Add(_socket);
        Add(_features);
        Add(_size);
        Add(_load);
    }

    protected override bool GoesOn => true;

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string socket = parsed.GetRequiredValue(_socket);
        MigrationFeatures features = parsed.GetValue(_features);
        int mebibytes = parsed.GetValue(_size);
        double load = parsed.GetValue(_load);
        using var device = new DemoServing(features, new DemoOptions(mebibytes * Mebi, load * Mebi));
        if (load > 0)
            device.BeginWork();
        await using VfioUserServer server = Start(device.Pci, socket);
        if (IsForScripts(parsed))
        {
            Console.JsonLine(new
            {
                Event = "listening",
                Socket = socket,
                Features = features.ToString().Split(", "),
                MemoryBytes = (long)mebibytes * Mebi,
            });
        }
        else
        {
            Console.Line($"serving a sample device with {mebibytes} MiB ({features}) at {socket}");
        }

        try
        {
            await server.Completion.WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The usual end of a server.
        }

        await server.StopAsync(CancellationToken.None);
        return ExitCode.Success;
    }

    private static VfioUserServer Start(PciDevice device, string socket)
    {
        try
        {
            var server = new VfioUserServer(device, new VfioUserServerOptions { SocketPath = socket });
            server.Start();
            return server;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or PlatformNotSupportedException)
        {
            throw new CliException(ExitCode.Unreachable, $"Nothing can be served at {socket}: {exception.Message}", exception);
        }
    }

    private static MigrationFeatures ParseFeatures(System.CommandLine.Parsing.ArgumentResult result)
    {
        var features = MigrationFeatures.StopCopy;
        string[] names = [.. Enum.GetNames<MigrationFeatures>().Where(name => name != nameof(MigrationFeatures.None))];
        const StringSplitOptions Loosely = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (string word in result.Tokens[0].Value.Split(',', Loosely))
        {
            if (names.FirstOrDefault(name => LooseName.Of(name) == LooseName.Of(word)) is { } known)
                features |= Enum.Parse<MigrationFeatures>(known);
            else
                result.AddError($"There is no feature '{word}'. {Suggestions.For(word, names)}");
        }

        return features;
    }

    private static int ParseSize(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, out int size) && size is >= 1 and <= LargestMebibytes && BitOperations.IsPow2(size))
            return size;
        result.AddError($"--size must be a power of two from 1 to {LargestMebibytes}, and not '{text}'.");
        return 0;
    }
}

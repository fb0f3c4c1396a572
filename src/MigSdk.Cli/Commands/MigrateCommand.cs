using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Cli;

/// <summary><c>mig migrate</c>: between two sockets here, or one end of a migration between two hosts.</summary>
internal sealed class MigrateCommand : CliCommand
{
    private readonly Argument<string?> _source = new("source")
    {
        HelpName = "source",
        Description = "The socket of the device that runs.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _destination = new("destination")
    {
        HelpName = "destination",
        Description = "The socket of the device that takes over. It is in its initial state.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _send = new("--send")
    {
        HelpName = "socket",
        Description = "Send the device at this socket to another host, where 'mig migrate --receive' waits.",
    };

    private readonly Option<PeerAddress?> _to = Address("--to", "Where the other host listens, for --send.");

    private readonly Option<string?> _receive = new("--receive")
    {
        HelpName = "socket",
        Description = "Receive a device from another host into the one at this socket.",
    };

    private readonly Option<PeerAddress?> _listen = Address("--listen", "Where to wait for the other host, for --receive.");
    private readonly TlsOptions _tls = new();

    private readonly Option<double> _downtime = Numbers.Option(
        "--downtime", "ms", "Stop the source when what is left takes no longer than this.", 300.0, 0, 3_600_000);

    private readonly Option<double> _downtimeLimit = Numbers.Option(
        "--downtime-limit", "ms", "Give up, and let the source go on, when it has stood still for so long; 0 for no limit.",
        0.0, 0, 3_600_000);

    private readonly Option<double> _bandwidth = Numbers.Option(
        "--bandwidth", "MiB/s", "Read the source's state no faster than this; 0 for no limit. Not for --receive.",
        0.0, 0, 1_000_000);

    private readonly Option<int> _rounds = Numbers.Option(
        "--rounds", "n", "The most rounds before the source is stopped whatever is left.", 30, 1, 1_000_000);

    private readonly Option<double> _timeout = Numbers.Option(
        "--timeout", "s", "The longest time for one request, read or write.", 60.0, 0.2, 86_400);

    internal MigrateCommand(CliConsole console)
        : base(
            console,
            "migrate",
            "Migrates a device while it works, and says what was moved, how long it stood still, and which side runs. "
            + "Ctrl+C cancels, and the source is brought back; a second one ends at once.")
    {
        _source.Offer(context => SocketArguments.Offers(context.WordToComplete));
        _destination.Offer(context => SocketArguments.Offers(context.WordToComplete));
        Add(_source);
        Add(_destination);
        Add(_send);
        Add(_to);
        Add(_receive);
        Add(_listen);
        _tls.AddTo(this);
        Add(_downtime);
        Add(_downtimeLimit);
        Add(_bandwidth);
        Add(_rounds);
        Add(_timeout);
        Validators.Add(Validate);
    }

    protected override bool GoesOn => true;

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using CancellationTokenRegistration notice = cancel.Register(() =>
            Console.Error.Write("mig: cancelling; Ctrl+C again ends at once, and leaves the devices as they are.\n"));
        IMigrationDisplay display = IsForScripts(parsed) ? new JsonDisplay(Console)
            : Console.IsTerminal ? new TerminalDisplay(Console)
            : new PlainDisplay(Console);
        var migrator = new Migrator(display, Console.Error, OptionsOf(parsed), parsed.GetValue(_bandwidth), cancel);
        MigrationOutcome outcome = (parsed.GetValue(_send), parsed.GetValue(_receive)) switch
        {
            ({ } source, _) => await migrator.SendAsync(source, parsed.GetValue(_to)!, _tls.Read(parsed)),
            (_, { } destination) => await migrator.ReceiveAsync(destination, parsed.GetValue(_listen)!, _tls.Read(parsed)),
            _ => await migrator.MigrateAsync(parsed.GetValue(_source)!, parsed.GetValue(_destination)!),
        };
        display.Show(outcome);
        return outcome.Code;
    }

    private static Option<PeerAddress?> Address(string name, string description) => new(name)
    {
        HelpName = "address",
        Description = $"{description} {PeerAddress.Form}.",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (PeerAddress.TryParse(text) is { } address)
                return address;
            result.AddError($"{name} must be {PeerAddress.Form}, and not '{text}'.");
            return null;
        },
    };

    private LiveMigrationOptions OptionsOf(ParseResult parsed) => new()
    {
        DowntimeTarget = TimeSpan.FromMilliseconds(parsed.GetValue(_downtime)),
        DowntimeLimit = parsed.GetValue(_downtimeLimit) is var limit and > 0
            ? TimeSpan.FromMilliseconds(limit)
            : Timeout.InfiniteTimeSpan,
        MaxRounds = parsed.GetValue(_rounds),
        OperationTimeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
    };

    private void Validate(CommandResult result)
    {
        bool Has(Symbol symbol) => symbol switch
        {
            Argument argument => result.GetResult(argument) is { Tokens.Count: > 0 },
            Option option => result.GetResult(option) is { Implicit: false },
            _ => false,
        };
        bool isLocal = Has(_source) || Has(_destination);
        Symbol[] modes = [.. new Symbol[] { _send, _receive }.Where(Has)];
        if (modes.Length + (isLocal ? 1 : 0) != 1)
            result.AddError("Say either SOURCE and DESTINATION, or --send, or --receive.");
        else if (isLocal && !Has(_destination))
            result.AddError("Say the destination's socket too.");
        else if (Has(_send) != Has(_to))
            result.AddError("--send and --to go together.");
        else if (Has(_receive) != Has(_listen))
            result.AddError("--receive and --listen go together.");
        else if (Has(_receive) && _tls.WhyNotForReceiver(result) is { } reason)
            result.AddError(reason);
    }
}

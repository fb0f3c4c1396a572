using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using Samples.HisiAccStyle;
using Samples.LiveMigration;
using Samples.Minimal;
using Samples.Mlx5Style;
using Samples.PdsStyle;
using Spectre.Console;

ParseResult parsed = new Options().CreateCommand(RunAsync).Parse(args);

// After Ctrl+C the source is brought back and the proof is taken, which must not be cut short.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
int code = await parsed.InvokeAsync(invocation);
return parsed.Errors.Count > 0 ? ExitCode.Usage : code;

static Task<int> RunAsync(Settings settings, CancellationToken cancel)
{
    Capabilities terminal = AnsiConsole.Profile.Capabilities;
    IDisplay display = terminal.Ansi && terminal.Interactive && !Console.IsOutputRedirected
        ? new TerminalDisplay(AnsiConsole.Console)
        : new PlainDisplay();
    return settings.Driver switch
    {
        "mlx5" => new Run<Mlx5Driver>(settings, display, device => new Mlx5Driver(device)).StartAsync(cancel),
        "hisi_acc" => new Run<HisiAccDriver>(settings, display, device => new HisiAccDriver(device)).StartAsync(cancel),
        "pds" => new Run<PdsDriver>(settings, display, device => new PdsDriver(device)).StartAsync(cancel),
        _ => new Run<MinimalDriver>(settings, display, device => new MinimalDriver(device)).StartAsync(cancel),
    };
}

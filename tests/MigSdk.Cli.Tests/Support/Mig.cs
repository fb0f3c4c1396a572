using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using Xunit;

namespace MigSdk.Cli.Tests;

/// <summary>Runs the command line in this process, as it runs where its output goes to a file.</summary>
internal static class Mig
{
    /// <summary>Runs a command to its end.</summary>
    internal static Task<MigRun> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    /// <summary>Runs a command that may be interrupted.</summary>
    internal static async Task<MigRun> RunAsync(CancellationToken interrupt, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int code = await MigCommand.RunAsync(arguments, ConsoleFor(output, error), interrupt);
        return new MigRun((ExitCode)code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must do what it is asked for, and gives its output.</summary>
    internal static async Task<string> OutputOfAsync(params string[] arguments)
    {
        MigRun run = await RunAsync(arguments);
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        return run.Output;
    }

    /// <summary>Runs a command for scripts and gives its document.</summary>
    internal static async Task<(ExitCode Code, JsonElement Document)> JsonOfAsync(params string[] arguments)
    {
        MigRun run = await RunAsync([.. arguments, "--json"]);
        return (run.Code, JsonDocument.Parse(run.Output).RootElement);
    }

    /// <summary>A console without a terminal.</summary>
    internal static CliConsole ConsoleFor(TextWriter output, TextWriter error)
    {
        IAnsiConsole screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        screen.Profile.Width = 1000;
        return new CliConsole(screen, error);
    }
}

/// <summary>What a command has printed and ended with.</summary>
internal sealed record MigRun(ExitCode Code, string Output, string Error);

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Cli;

/// <summary>A command that does something, and the one place where its failures become messages and exit codes.</summary>
internal abstract class CliCommand : Command
{
    /// <summary>Whether results are for scripts. Every command takes it.</summary>
    internal static readonly Option<bool> JsonOption = new("--json")
    {
        Description = "Print the result as JSON, also where it is an error.",
        Recursive = true,
    };

    protected CliCommand(CliConsole console, string name, string description)
        : base(name, description)
    {
        Console = console;
        SetAction((parsed, cancel) => RunGuardedAsync(parsed, cancel));
    }

    protected CliConsole Console { get; }

    /// <summary>
    /// Whether it goes on for a while: it writes a document a line for scripts, and brings itself to an end after Ctrl+C.
    /// Any other command is left where it is then.
    /// </summary>
    protected virtual bool GoesOn => false;

    /// <summary>Does the command's work.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="cancel">Ctrl+C.</param>
    /// <returns>What the process ends with.</returns>
    protected abstract Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel);

    /// <summary>Whether the result is for a script.</summary>
    protected static bool IsForScripts(ParseResult parsed) => parsed.GetValue(JsonOption);

    private async Task<int> RunGuardedAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            // On another thread, so that one that waits for a file or a peer can be left there.
            Task<ExitCode> work = Task.Run(() => RunAsync(parsed, cancel), CancellationToken.None);
            return (int)await (GoesOn ? work : work.WaitAsync(cancel));
        }
        catch (Exception exception)
        {
            (ExitCode code, string message) = Failures.Describe(exception, cancel);
            return (int)await ReportAsync(code, message, IsForScripts(parsed));
        }
    }

    // What stands in a file or comes from a peer must not steer the terminal.
    private static string Visible(string message) => string.Concat(message.Select(c =>
        char.IsControl(c) && c != '\n' ? $"\\u{(int)c:X4}" : c.ToString()));

    private async Task<ExitCode> ReportAsync(ExitCode code, string message, bool isForScripts)
    {
        try
        {
            await Console.Error.WriteAsync($"mig: {Visible(message)}\n");
            if (isForScripts && GoesOn)
                Console.JsonLine(ErrorDocument.Of(code, message));
            else if (isForScripts)
                Console.Json(ErrorDocument.Of(code, message));
        }
        catch (IOException)
        {
            // Nobody reads any more; the exit code still says it.
        }

        return code;
    }
}

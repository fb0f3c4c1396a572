using System.CommandLine;
using System.CommandLine.Invocation;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Cli;

/// <summary>The whole command line.</summary>
internal static class MigCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="console">Where it writes.</param>
    /// <param name="cancel">Ends it as Ctrl+C does.</param>
    /// <returns>The process's exit code.</returns>
    internal static async Task<int> RunAsync(string[] arguments, CliConsole console, CancellationToken cancel = default)
    {
        ParseResult parsed = Create(console).Parse(arguments);
        // Ctrl+C is the program's own affair: a migration has to bring the source back before the process may end.
        var invocation = new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        bool isWrong = parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction;
        int code = await parsed.InvokeAsync(invocation, cancel);
        if (!isWrong)
            return code;
        if (arguments.Contains(CliCommand.JsonOption.Name))
            console.Json(ErrorDocument.Of(ExitCode.Usage, string.Join(' ', parsed.Errors.Select(error => error.Message))));
        return (int)ExitCode.Usage;
    }

    /// <summary>Describes it.</summary>
    /// <param name="console">Where its commands write.</param>
    internal static RootCommand Create(CliConsole console) => new(
        $"""
        Specs, devices and live migration, from the command line.

        Exit codes:
        {ExitCodes.Table()}
        """)
    {
        CliCommand.JsonOption,
        SpecCommand.Create(console),
        new PathCommand(console),
        new CompletionCommand(console),
    };
}

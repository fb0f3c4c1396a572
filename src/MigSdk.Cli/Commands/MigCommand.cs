using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
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
        if (parsed.Action is ParseErrorAction wrong)
            return await RefuseAsync(parsed, wrong, console, arguments.Contains(CliCommand.JsonOption.Name));
        // Ctrl+C is the program's own affair: a migration has to bring the source back before the process may end.
        var invocation = new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(invocation, cancel);
    }

    private static async Task<int> RefuseAsync(
        ParseResult parsed, ParseErrorAction action, CliConsole console, bool isForScripts)
    {
        // Standard output is for results: what is wrong, and the help to set it right, are none.
        action.ShowHelp = parsed.CommandResult.Command.Subcommands.Count > 0;
        await parsed.InvokeAsync(new InvocationConfiguration { Output = console.Error, Error = console.Error });
        if (!action.ShowHelp)
            await console.Error.WriteAsync($"See {NameOf(parsed.CommandResult)} --help.\n");
        if (isForScripts)
            console.Json(ErrorDocument.Of(ExitCode.Usage, string.Join(' ', parsed.Errors.Select(error => error.Message))));
        return (int)ExitCode.Usage;
    }

    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "mig";

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
        new ServeCommand(console),
        new ProbeCommand(console),
        new StateCommand(console),
        new MigrateCommand(console),
        new CompletionCommand(console),
    };
}

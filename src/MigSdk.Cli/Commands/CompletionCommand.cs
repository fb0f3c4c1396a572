using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Cli;

/// <summary><c>mig completion</c>: the script that teaches a shell to complete <c>mig</c>'s command lines.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = "mig.bash",
        ["zsh"] = "mig.zsh",
        ["fish"] = "mig.fish",
        ["pwsh"] = "mig.ps1",
    };

    private readonly Argument<string> _shell = new("shell")
    {
        Description = "The shell. The script's first line says where it goes.",
    };

    internal CompletionCommand(CliConsole console)
        : base(console, "completion", "Prints the script with which a shell completes mig's commands, specs, files and states.")
    {
        _shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Add(_shell);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string shell = parsed.GetRequiredValue(_shell);
        using Stream resource = typeof(CompletionCommand).Assembly.GetManifestResourceStream(Scripts[shell])!;
        using var reader = new StreamReader(resource);
        string script = await reader.ReadToEndAsync(cancel);
        if (IsForScripts(parsed))
            Console.Json(new { Shell = shell, Script = script });
        else
            await Console.Output.WriteAsync(script);
        return ExitCode.Success;
    }
}

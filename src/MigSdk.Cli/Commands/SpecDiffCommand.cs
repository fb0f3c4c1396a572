using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary><c>mig spec diff</c>: whether hosts of one spec are served by drivers of another.</summary>
internal sealed class SpecDiffCommand : CliCommand
{
    private readonly Argument<string> _old = SpecArguments.Spec("old", "The spec that hosts were written for");
    private readonly Argument<string> _new = SpecArguments.Spec("new", "The spec that drivers are written for");
    private readonly Option<bool> _all = new("--all")
    {
        Description = "Also show what changes without harm.",
    };

    internal SpecDiffCommand(CliConsole console)
        : base(
            console,
            "diff",
            "Says which hosts of an old spec break on which drivers of a new one, and at which transitions. "
            + $"Ends with {(int)ExitCode.Success} where all are served, {(int)ExitCode.OptOut} where some drivers fail them "
            + $"(the change lets drivers opt out), {(int)ExitCode.Breaking} where all do.")
    {
        Add(_old);
        Add(_new);
        Add(_all);
    }

    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        CompatibilityReport report = SpecCompatibility.Compare(
            Find(parsed.GetRequiredValue(_old), cancel), Find(parsed.GetRequiredValue(_new), cancel));
        if (IsForScripts(parsed))
            Console.Json(DiffDocument.Of(report));
        else
            Console.Output.Write(CompatibilityText.Render(report, LeastShown(report, parsed.GetValue(_all))));
        return Task.FromResult(report.Level switch
        {
            CompatibilityLevel.Breaking => ExitCode.Breaking,
            CompatibilityLevel.OptOut => ExitCode.OptOut,
            _ => ExitCode.Success,
        });
    }

    // Where nothing is harmed, what has changed is all that there is to say.
    private static CompatibilityLevel LeastShown(CompatibilityReport report, bool all) =>
        all || report.Level == CompatibilityLevel.Compatible ? CompatibilityLevel.Compatible : CompatibilityLevel.OptOut;

    private static StateMachineSpec Find(string text, CancellationToken cancel)
    {
        StateMachineSpec spec = SpecFinder.FindOne(text, Preference.Spec, cancel).Spec;
        try
        {
            // Only names tell the parts of two specs apart.
            SpecBaseline.Of(spec);
            return spec;
        }
        catch (ArgumentException exception)
        {
            throw new CliException(
                ExitCode.Unreadable, $"{text} cannot be compared: two of its states or features have one name.", exception);
        }
    }
}

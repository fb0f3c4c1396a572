using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Cli;

/// <summary><c>mig path</c>: which states a device goes through on its way, or why there is none.</summary>
internal sealed class PathCommand : CliCommand
{
    private readonly Argument<string> _target = SpecArguments.Spec("device", "The device or driver");
    private readonly Argument<string> _from;
    private readonly Argument<string> _to;

    internal PathCommand(CliConsole console)
        : base(
            console,
            "path",
            "Shows the states between two states, or why there is no way and what can be asked for instead. "
            + $"Ends with {(int)ExitCode.NoPath} where the transition is not supported.")
    {
        _from = SpecArguments.State("from", "The start state, by name or value; PRE_COPY and PreCopy are one.", _target);
        _to = SpecArguments.State("to", "The target state.", _target);
        Add(_target);
        Add(_from);
        Add(_to);
    }

    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        SpecTarget target = SpecFinder.FindOne(parsed.GetRequiredValue(_target), Preference.Driver, cancel);
        string who = target.IsDriver ? target.Name : $"a driver of {target.Spec.Name}";
        PathAnswer answer = PathAnswer.Of(
            target.Plan,
            who,
            StateNames.Find(target.Spec, parsed.GetRequiredValue(_from)),
            StateNames.Find(target.Spec, parsed.GetRequiredValue(_to)));
        if (IsForScripts(parsed))
        {
            Console.Json(PathReport.Document(answer, who));
        }
        else
        {
            foreach (string line in PathReport.Lines(answer, who))
                Console.Line(line);
        }

        return Task.FromResult(answer.WhyNot is null ? ExitCode.Success : ExitCode.NoPath);
    }
}

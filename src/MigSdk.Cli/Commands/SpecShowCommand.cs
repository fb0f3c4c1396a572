using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary><c>mig spec show</c>: states, features and arcs; of a driver also what it must do.</summary>
internal sealed class SpecShowCommand : CliCommand
{
    private readonly Argument<string> _spec = SpecArguments.Spec("spec", "The spec or driver");
    private readonly Option<bool> _paths = new("--paths")
    {
        Description = "Also show the way of every supported transition. Shown for drivers anyway.",
    };

    internal SpecShowCommand(CliConsole console)
        : base(console, "show", "Shows a spec; for a driver also the arcs that it must handle and the ways of its transitions.")
    {
        Add(_spec);
        Add(_paths);
    }

    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        SpecTarget target = SpecFinder.FindOne(parsed.GetRequiredValue(_spec), Preference.Spec, cancel);
        if (IsForScripts(parsed))
        {
            Console.Json(new
            {
                target.Name,
                Kind = target.IsDriver ? "driver" : "spec",
                Spec = SpecDocument.Of(target.Spec),
                Plan = PlanDocument.Of(target.Plan),
            });
            return Task.FromResult(ExitCode.Success);
        }

        Console.Output.Write(SpecTable.Render(target.Spec));
        if (target.IsDriver || parsed.GetValue(_paths))
            ShowPlan(target);
        return Task.FromResult(ExitCode.Success);
    }

    private void ShowPlan(SpecTarget target)
    {
        DriverPlan plan = target.Plan;
        string who = target.IsDriver ? target.Name : "A driver";
        string features = string.Join(", ", FeatureNames.Of(plan.Spec, plan.Features));
        Console.Line();
        Console.Line($"{who}{(features.Length > 0 ? $" with {features}" : "")} must handle {plan.RequiredArcs.Length} arcs:");
        foreach (RequiredArc arc in plan.RequiredArcs)
            Console.Line($"  {plan.Spec.States[arc.From].Name} -> {plan.Spec.States[arc.To].Name}{Notes(arc)}");
        Console.Line();
        Console.Output.Write(PathTable.Render(plan));
    }

    private static string Notes(RequiredArc arc)
    {
        string[] notes =
        [
            arc.Closes is { } closed ? $"closes {closed}" : "",
            arc.Opens is { } opened ? $"opens {opened}" : "",
            arc.IsDerived ? "past states that it does not have" : "",
        ];
        string text = string.Join(", ", notes.Where(note => note.Length > 0));
        return text.Length > 0 ? $"  ({text})" : "";
    }
}

using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>What a driver with certain features must do and can be asked for, as a document for scripts.</summary>
internal sealed record PlanDocument(
    ImmutableArray<string> Features,
    ImmutableArray<string> States,
    ImmutableArray<RequiredArcDocument> RequiredArcs,
    ImmutableArray<TransitionDocument> Transitions)
{
    internal static PlanDocument Of(DriverPlan plan)
    {
        StateMachineSpec spec = plan.Spec;
        string Name(int state) => spec.States[state].Name;
        return new PlanDocument(
            FeatureNames.Of(spec, plan.Features),
            [.. plan.SupportedStates.Select(Name)],
            [.. plan.RequiredArcs.Select(arc =>
                new RequiredArcDocument(Name(arc.From), Name(arc.To), arc.IsDerived, arc.Opens, arc.Closes))],
            [.. plan.SupportedTransitions.Where(pair => pair.From != pair.To).Select(pair =>
                new TransitionDocument(Name(pair.From), Name(pair.To), [.. plan.GetPath(pair.From, pair.To).Select(Name)]))]);
    }
}

/// <summary>An arc that a driver must implement; derived where the spec has it only by states that the driver lacks.</summary>
internal sealed record RequiredArcDocument(string From, string To, bool IsDerived, string? Opens, string? Closes);

/// <summary>A transition that a driver can be asked for, and the states after the first on its way.</summary>
internal sealed record TransitionDocument(string From, string To, ImmutableArray<string> Path);

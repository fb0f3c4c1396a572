using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>
/// A spec without some of its features, as a spec of its own: what it was before they came, or would be if they went.
/// </summary>
internal static class SpecSubset
{
    /// <summary>Leaves out the features that are not named, and the states that need them.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="names">Names of features; the mandatory ones need not be among them.</param>
    /// <returns>
    /// The spec. Arcs past the states that are left out are arcs of its own, and a driver's answers are those of a driver
    /// with the same features of the whole spec.
    /// </returns>
    /// <exception cref="CliException">There is no such feature, or no spec gives these answers.</exception>
    internal static StateMachineSpec Of(StateMachineSpec spec, ImmutableArray<string> names)
    {
        IndexSet kept = FeatureNames.Find(spec, names);
        if (kept.Count == spec.Features.Length)
            return spec;

        DriverPlan plan = Planner.Plan(spec).For(kept);
        Dictionary<int, int> states = Positions(plan.SupportedStates);
        StateMachineSpec subset = Build(plan, states, Positions(kept));
        if (!HasSameAnswers(plan, states, subset))
        {
            throw new CliException(
                ExitCode.Usage,
                $"{spec.Name} with {string.Join(", ", FeatureNames.Of(spec, kept))} alone is no spec of its own: the path "
                + "rule, applied to what is left, takes other ways. Name the whole spec, without @.");
        }

        return subset;
    }

    private static StateMachineSpec Build(DriverPlan plan, Dictionary<int, int> states, Dictionary<int, int> features)
    {
        StateMachineSpec spec = plan.Spec;
        SpecArc[] arcs =
        [
            .. spec.Arcs
                .Where(arc => states.ContainsKey(arc.From) && states.ContainsKey(arc.To))
                .Select(arc => arc with { From = states[arc.From], To = states[arc.To] }),
            .. plan.RequiredArcs
                .Where(arc => arc.IsDerived)
                .Select(arc => new SpecArc(states[arc.From], states[arc.To], 0, arc.Opens)),
        ];
        return new StateMachineSpec(
            $"{spec.Name}@{string.Join(',', FeatureNames.Of(spec, plan.Features))}",
            [.. states.Keys.Select(state => spec.States[state] with { Requires = Moved(spec, state, features) })],
            [.. features.Keys.Select(feature => Moved(spec.Features[feature], states))],
            [.. arcs],
            [.. spec.BlockedPairs
                .Where(pair => states.ContainsKey(pair.From) && states.ContainsKey(pair.To))
                .Select(pair => new StatePair(states[pair.From], states[pair.To]))],
            states[spec.Initial],
            spec.Error is int error ? states[error] : null,
            spec.SingleArcsOnly);
    }

    // The error state is every driver's, whatever features it names.
    private static IndexSet Moved(StateMachineSpec spec, int state, Dictionary<int, int> features) =>
        IndexSet.Of([.. spec.States[state].Requires.Where(features.ContainsKey).Select(feature => features[feature])]);

    private static SpecFeature Moved(SpecFeature feature, Dictionary<int, int> states) =>
        feature.OptionalState is int state ? feature with { OptionalState = states[state] } : feature;

    private static Dictionary<int, int> Positions(IndexSet kept) =>
        kept.Select((old, index) => (old, index)).ToDictionary(pair => pair.old, pair => pair.index);

    private static bool HasSameAnswers(DriverPlan plan, Dictionary<int, int> states, StateMachineSpec subset)
    {
        DriverPlan own = Planner.Plan(subset).For(FeatureNames.All(subset));
        return plan.SupportedStates.All(from => plan.SupportedStates.All(to =>
            plan.IsSupported(from, to) == own.IsSupported(states[from], states[to])
            && plan.GetPath(from, to).Select(state => states[state]).SequenceEqual(
                own.GetPath(states[from], states[to]))));
    }
}

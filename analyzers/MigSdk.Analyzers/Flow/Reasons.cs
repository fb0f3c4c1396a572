using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>Judges what was seen, and says why.</summary>
internal static class Reasons
{
    /// <summary>Everything that is certainly so.</summary>
    public static IEnumerable<FlowFinding> FindingsOf(FlowObservations seen) => seen.Transitions.Select(FindingOf).OfType<FlowFinding>()
        .Concat(seen.Uses.Select(use => new FlowFinding(
            RuleIds.UseAfterClose, use.Use.Syntax.GetLocation(), [], [use.Session, use.Driver, use.Group.ToLowerInvariant(), use.Member])))
        .Concat(seen.Abandoned.GroupBy(found => found.Start).Select(found => new FlowFinding(
            RuleIds.SavingAbandoned,
            found.Key.Call.Syntax.GetLocation(),
            [.. found.Select(session => session.Unread.Syntax.GetLocation())],
            [found.Key.Destination, found.First().Source])));

    private static FlowFinding? FindingOf(TransitionSeen seen)
    {
        if (seen.States.IsEmpty || !IsEverSupported(seen))
            return null;
        Location place = (seen.Call.Target?.Value ?? seen.Call.Operation).Syntax.GetLocation();
        if (seen.States.Equals([seen.Target]))
            return new FlowFinding(RuleIds.NoOpTransition, place, [], [seen.Name, seen.Driver.NameOf(seen.Target)]);
        return seen.States.Any(state => seen.Driver.Plan.IsSupported(state, seen.Target))
            ? null
            : new FlowFinding(RuleIds.ImpossibleTransition, place, [], [seen.Name, Names(seen), Why(seen)]);
    }

    // What is refused from every state is told where it stands, whatever state the driver is in.
    private static bool IsEverSupported(TransitionSeen seen) =>
        seen.Driver.Plan.SupportedStates.Any(state => seen.Driver.Plan.IsSupported(state, seen.Target));

    private static string Names(TransitionSeen seen) => string.Join(" or ", seen.States.Select(seen.Driver.NameOf));

    private static string Why(TransitionSeen seen) => string.Join(", and ", seen.States.Select(state => Why(seen.Driver, state, seen.Target)));

    private static string Why(UsedDriver driver, int from, int to)
    {
        StateMachineSpec spec = driver.Spec;
        if (from == spec.Error)
            return $"only Reset leads out of {driver.NameOf(from)}";
        if (spec.BlockedPairs.Contains(new StatePair(from, to)))
            return $"{driver.NameOf(new StatePair(from, to))} is blocked";
        return spec.SingleArcsOnly
            ? $"there is no arc {driver.NameOf(new StatePair(from, to))}"
            : $"no path leads from {driver.NameOf(from)} to {driver.NameOf(to)}";
    }
}

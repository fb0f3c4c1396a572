using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec.Tests;

/// <summary>
/// What the words of each kind of finding say of a spec, in the order of an audit. Shares nothing with the auditor. Features
/// that are not additive have their own (<see cref="FeatureAuditTests"/>).
/// </summary>
internal sealed class AuditByWords(StateMachineSpec spec)
{
    // Arcs that can be taken; of several between the same states the first.
    private readonly SpecArc[] _arcs =
    [
        .. spec.Arcs.Where(arc => arc.From != arc.To && arc.From != spec.Error && arc.To != spec.Error)
            .DistinctBy(arc => (arc.From, arc.To)),
    ];

    private int[] States { get; } = [.. Enumerable.Range(0, spec.States.Length)];

    public IEnumerable<(AuditFindingKind Kind, int? State, StatePair? Pair)> Findings()
    {
        int[] unreachable = [.. States.Where(state => state != spec.Error && !Leads(spec.Initial, state, States))];
        int[] trapped = [.. States.Except(unreachable).Where(state => state != spec.Error && !Leads(state, spec.Initial, States))];
        if (spec.Initial == spec.Error)
            (unreachable, trapped) = ([], []);

        return
        [
            .. OfStates(),
            .. OfArcs(),
            .. States.Where(IsInconsistent).Select(state => At(AuditFindingKind.InconsistentSession, state)),
            .. _arcs.Where(IsInconsistent).Select(arc => At(AuditFindingKind.InconsistentSession, new StatePair(arc.From, arc.To))),
            .. Firsts(unreachable, (a, b) => Leads(a, b, unreachable)).Select(s => At(AuditFindingKind.UnreachableState, s)),
            .. Firsts(trapped, (a, b) => Leads(b, a, trapped)).Select(s => At(AuditFindingKind.NoWayBack, s)),
            .. spec.BlockedPairs.Where((pair, i) => spec.BlockedPairs.IndexOf(pair) < i || BlocksNothing(pair, [.. unreachable, .. trapped]))
                .Select(pair => At(AuditFindingKind.BlockedPairBlocksNothing, pair)),
            .. Ties().Select(pair => At(AuditFindingKind.UnsettledTie, pair)),
        ];
    }

    private IEnumerable<(AuditFindingKind Kind, int? State, StatePair? Pair)> OfStates()
    {
        if (spec.Initial == spec.Error)
            yield return At(AuditFindingKind.InitialIsError, spec.Initial);
        else if (spec.Features.Any(feature => feature.OptionalState == spec.Initial))
            yield return At(AuditFindingKind.OptionalInitialState, spec.Initial);

        if (spec.Error is { } error && error != spec.Initial && spec.States[error].Requires.Count > 0)
            yield return At(AuditFindingKind.ErrorStateRequiresFeature, error);
        foreach (int state in States.Where(state => spec.States.Take(state).Any(other => other.Value == spec.States[state].Value)))
            yield return At(AuditFindingKind.DuplicateValue, state);
    }

    private IEnumerable<(AuditFindingKind Kind, int? State, StatePair? Pair)> OfArcs()
    {
        StatePair[] pairs = [.. spec.Arcs.Select(arc => new StatePair(arc.From, arc.To))];
        foreach ((StatePair pair, int i) in pairs.Select((pair, i) => (pair, i)))
        {
            if (pairs.Take(i).Contains(pair))
                yield return At(AuditFindingKind.DuplicateArc, pair);
            else if (pair.From == pair.To)
                yield return At(AuditFindingKind.SelfArc, pair);
            else if (pair.From == spec.Error || pair.To == spec.Error)
                yield return At(AuditFindingKind.ArcAtErrorState, pair);
        }
    }

    private bool IsInconsistent(int state)
    {
        SpecState it = spec.States[state];
        if (it.Group is null)
            return it.IsPreCopy;
        return state == spec.Error
            ? !spec.Arcs.Any(arc => arc.To == state && arc.Opens == it.Group)
            : state == spec.Initial;
    }

    private bool IsInconsistent(SpecArc arc)
    {
        string? left = spec.States[arc.From].Group, entered = spec.States[arc.To].Group;
        bool atInitial = arc.From == spec.Initial || arc.To == spec.Initial;
        return !(atInitial && spec.States[spec.Initial].Group is not null) && arc.Opens != (entered == left ? null : entered);
    }

    /// <summary>Those of some states that no other of them leads to, and of a ring of them the first.</summary>
    private static IEnumerable<int> Firsts(int[] states, Func<int, int, bool> leads) =>
        states.Where(state => states.All(other => !leads(other, state) || (leads(state, other) && state <= other)));

    private bool BlocksNothing(StatePair pair, int[] cutOff)
    {
        bool isNoWay = pair.From == pair.To || pair.From == spec.Error || pair.To == spec.Error;
        return isNoWay || _arcs.Any(arc => (arc.From, arc.To) == (pair.From, pair.To))
            || (!cutOff.Contains(pair.From) && !cutOff.Contains(pair.To)
                && Unblocked().BestWalks(pair.From, pair.To).Count == 0);
    }

    private IEnumerable<StatePair> Ties()
    {
        BruteForce walks = new(spec);
        return from f in States from t in States where walks.BestWalks(f, t).Count > 1 select new StatePair(f, t);
    }

    private BruteForce Unblocked() => new(new StateMachineSpec(
        spec.Name, spec.States, spec.Features, spec.Arcs, ImmutableArray<StatePair>.Empty, spec.Initial, spec.Error, spec.SingleArcsOnly));

    /// <summary>Whether arcs lead from a state to another (or it is the same) over some states only.</summary>
    private bool Leads(int from, int to, int[] within)
    {
        HashSet<int> reached = [from];
        for (int before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(_arcs.Where(arc => reached.Contains(arc.From) && within.Contains(arc.To)).Select(arc => arc.To).ToArray());
        }

        return reached.Contains(to);
    }

    private static (AuditFindingKind, int?, StatePair?) At(AuditFindingKind kind, int state) => (kind, state, null);

    private static (AuditFindingKind, int?, StatePair?) At(AuditFindingKind kind, StatePair pair) => (kind, null, pair);
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Compares the transitions of two specs, each for all sets of driver features at once.</summary>
internal sealed class TransitionComparer(SpecMatch match)
{
    private readonly SpecPlan _old = Planner.Plan(match.Old);
    private readonly SpecPlan _new = Planner.Plan(match.New);
    private readonly HashSet<StatePair> _blocked = [.. match.New.BlockedPairs];

    // Asked for at every state of every path.
    private readonly IndexSet?[] _expected =
        [.. Enumerable.Range(0, match.Old.States.Length).Select(match.ExpectedFrom)];

    private readonly IndexSet[] _needed = [.. Enumerable.Range(0, match.New.States.Length).Select(match.NeededFor)];

    /// <summary>
    /// For each state of the new spec that the old one lacks, how many rerouted transitions it is on.
    /// </summary>
    public int[] UnknownOnTheWay { get; } = new int[match.New.States.Length];

    public ImmutableArray<TransitionCompatibility> CompareAll()
    {
        int count = match.Old.States.Length;
        ImmutableArray<TransitionCompatibility>.Builder all = ImmutableArray.CreateBuilder<TransitionCompatibility>();
        for (int from = 0; from < count; from++)
        {
            for (int to = 0; to < count; to++)
            {
                if (from != to && _old.HasPath(from, to))
                {
                    all.Add(Compare(new StatePair(from, to)));
                }
            }
        }

        return all.ToImmutable();
    }

    private TransitionCompatibility Compare(StatePair pair)
    {
        if (match.State(pair.From) is not int from
            || from == match.New.Error
            || _expected[pair.From] is not IndexSet expectedStart
            || _expected[pair.To] is not IndexSet expectedTarget)
        {
            return new TransitionCompatibility(pair, CompatibilityLevel.Compatible, TransitionChange.NotAsked);
        }

        IndexSet asked = expectedStart.Union(expectedTarget).Union(_needed[from]);
        if (match.State(pair.To) is not int to || !_new.HasPath(from, to))
        {
            string detail = ReasonForLoss(pair, from);
            return Make(pair, CompatibilityLevel.Breaking, TransitionChange.Lost, detail, asked);
        }

        IndexSet needs = _needed[to].Except(asked);
        IndexSet given = asked.Union(needs);
        if (TargetChange(match.Old.States[pair.To], match.New.States[to]) is string change)
        {
            return Make(pair, CompatibilityLevel.Breaking, TransitionChange.TargetChanged, change, given);
        }

        ConditionalPath before = new(_old, pair.From, pair.To, state => _expected[state], given);
        ConditionalPath after = new(_new, from, to, state => _needed[state], given);
        SessionChange session = SessionChange.Between(before.Openings, after.Openings);
        if (session.IsAlways || (session.Extra is not null && needs.IsEmpty))
        {
            CompatibilityLevel level = session.IsAlways ? CompatibilityLevel.Breaking : CompatibilityLevel.OptOut;
            IndexSet features = given.Union(session.Extra ?? default);
            return Make(pair, level, TransitionChange.SessionChanged, session.Detail, features);
        }

        if (!needs.IsEmpty)
        {
            string detail = $"needs {PlainText.Features(match.New, needs)}";
            return Make(pair, CompatibilityLevel.OptOut, TransitionChange.Lost, detail, asked) with { Needs = needs };
        }

        return before.IsSameAs(after)
            ? Make(pair, CompatibilityLevel.Compatible, TransitionChange.Unchanged, "", asked)
            : Reroute(pair, before, after, asked);
    }

    private TransitionCompatibility Reroute(
        StatePair pair, ConditionalPath before, ConditionalPath after, IndexSet asked)
    {
        // Either the states are there from different features upward, or with all features their order is another.
        IEnumerable<IndexSet> conditions = before.Conditions.Concat(after.Conditions);
        IndexSet all = conditions.Aggregate(IndexSet.Empty, (sum, condition) => sum.Union(condition));
        IndexSet extra = conditions.Prepend(IndexSet.Empty).Append(all)
            .First(features => !before.Names(features).SequenceEqual(after.Names(features)));
        foreach (int state in after.Interior.Where(state => !match.IsKnown(state)))
        {
            UnknownOnTheWay[state]++;
        }

        string detail = $"{Arrows(after.Names(extra))}, was {Arrows(before.Names(extra))}";
        return Make(pair, CompatibilityLevel.Compatible, TransitionChange.Rerouted, detail, asked.Union(extra));
    }

    private TransitionCompatibility Make(
        StatePair pair, CompatibilityLevel level, TransitionChange change, string detail, IndexSet features)
    {
        IndexSet all = features.Union(match.New.MandatoryFeatures);
        return new TransitionCompatibility(pair, level, change, detail, all, match.SeenOf(all));
    }

    private string ReasonForLoss(StatePair pair, int from) => match.State(pair.To) switch
    {
        null => $"there is no {PlainText.Name(match.Old, pair.To)} any more",
        int to when to == match.New.Error => $"{PlainText.Name(match.New, to)} is the error state",
        int to when _blocked.Contains(new StatePair(from, to)) => "is blocked",
        _ => "has no path any more",
    };

    private static string? TargetChange(SpecState before, SpecState after)
    {
        string name = PlainText.Escape(after.Name);
        return before.Value != after.Value
                ? $"{name} is {PlainText.Number(after.Value)}, was {PlainText.Number(before.Value)}"
            : before.Group != after.Group
                ? $"{name} is in {StateComparer.SessionOf(after)}, was in {StateComparer.SessionOf(before)}"
            : before.IsPreCopy != after.IsPreCopy
                ? $"{name} is {(after.IsPreCopy ? "a pre-copy state, was none" : "no pre-copy state any more")}"
            : null;
    }

    private static string Arrows(IEnumerable<string> names) => string.Join(" -> ", names.Select(PlainText.Escape));
}

using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>
/// Features that are not additive: with the feature there is a way, by some series of supported requests, between two
/// states that do not require it, and without the feature there is none.
/// </summary>
/// <remarks>
/// Whether such a way is lost can depend on the other features. Judged are drivers with all others, and, for each state
/// that requires the feature, drivers with no others than that state's. So everything is found that one state's absence
/// takes away from the smallest drivers that could have it, and everything that no other feature makes up for; not found
/// is what only sets in between lose. A finding is always true.
/// </remarks>
internal sealed class FeatureAudit
{
    private readonly AuditReport _report;
    private readonly StateMachineSpec _spec;
    private readonly IndexSet _all;

    // By state: the others that can be asked for in it by a driver that has both.
    private readonly IndexSet[] _next;

    private FeatureAudit(AuditReport report)
    {
        _report = report;
        _spec = report.Spec;
        int count = _spec.States.Length;
        _all = Indexes(count);
        _next = new IndexSet[count];
        for (int from = 0; from < count; from++)
            _next[from] = IndexSet.Of([.. Enumerable.Range(0, count).Where(to => to != from && report.Plan.HasPath(from, to))]);
    }

    public static void Run(AuditReport report)
    {
        IndexSet optional = Indexes(report.Spec.Features.Length).Except(report.Spec.MandatoryFeatures);
        if (optional.IsEmpty)
        {
            return;
        }

        FeatureAudit audit = new(report);
        foreach (int feature in optional)
        {
            if (audit.FindLoss(feature) is { } loss)
            {
                audit.Report(feature, loss);
            }
        }
    }

    private Loss? FindLoss(int feature) =>
        DriversWithout(feature).Select(features => FindLoss(feature, features)).FirstOrDefault(loss => loss is not null);

    private IEnumerable<IndexSet> DriversWithout(int feature)
    {
        HashSet<IndexSet> drivers = [Indexes(_spec.Features.Length).Except([feature])];
        foreach (SpecState state in _spec.States)
        {
            if (state.Requires.Contains(feature))
            {
                drivers.Add(state.Requires.Union(_spec.MandatoryFeatures).Except([feature]));
            }
        }

        // The smallest first: what they lose is told with the fewest words.
        return drivers.OrderBy(features => features.Count);
    }

    private Loss? FindLoss(int feature, IndexSet features)
    {
        IndexSet without = _spec.SupportedStates(features);
        IndexSet added = _spec.SupportedStates(features.Add(feature)).Except(without);
        if (added.IsEmpty)
        {
            return null;
        }

        // A way that is lost has a stretch that is: out of the states that are left, through added ones only, back again.
        foreach (int from in without.OrderBy(state => state != _spec.Initial))
        {
            IndexSet through = Reach(from, added);
            IndexSet targets = through.Aggregate(IndexSet.Empty, (set, state) => set.Union(_next[state]));
            IndexSet doubtful = Common(targets, without).Except(_next[from]).Except([from]);
            if (!doubtful.IsEmpty && doubtful.Except(Reach(from, without)) is { IsEmpty: false } lost)
            {
                StatePair pair = new(from, lost.OrderBy(state => state != _spec.Initial).First());
                return new Loss(through.First(state => _next[state].Contains(pair.To)), pair, features);
            }
        }

        return null;
    }

    /// <summary>The states that a series of requests leads to without leaving some states.</summary>
    private IndexSet Reach(int from, IndexSet within)
    {
        IndexSet outside = _all.Except(within);
        IndexSet reached = _next[from].Except(outside);
        Stack<int> open = new(reached);
        while (open.Count > 0)
        {
            IndexSet found = _next[open.Pop()].Except(outside).Except(reached);
            reached = reached.Union(found);
            foreach (int state in found)
            {
                open.Push(state);
            }
        }

        return reached;
    }

    private void Report(int feature, Loss loss)
    {
        (string kind, string mend) = _spec.Features[feature].OptionalState is null
            ? ("feature", "Add an arc that does without the feature, or let one of the two states require it")
            : ("optional state", "Add an arc that does without the state, or let every driver have it");
        string[] others = [.. loss.Features.Except(_spec.MandatoryFeatures).Select(NameOf)];
        string driver = others.Length == 0
            ? "a driver without it"
            : loss.Features.Count == _spec.Features.Length - 1
                ? $"a driver with every {kind} but this"
                : $"a driver with {string.Join(" and ", others)} only";
        _report.Add(
            AuditFindingKind.NonAdditiveFeature,
            loss.Bridge,
            loss.Pair,
            $"The {kind} {NameOf(feature)} is not additive: requests lead from {_report.Name(loss.Pair.From)} to "
                + $"{_report.Name(loss.Pair.To)} by way of {_report.Name(loss.Bridge)}, and {driver} has no way there. {mend}.");
    }

    private string NameOf(int feature) => $"'{_spec.Features[feature].Name}'";

    private static IndexSet Common(IndexSet one, IndexSet other) => one.Except(one.Except(other));

    private static IndexSet Indexes(int count) => IndexSet.Of([.. Enumerable.Range(0, count)]);

    /// <param name="Bridge">A state that requires the feature and that the way goes through.</param>
    /// <param name="Pair">Where the way begins and ends.</param>
    /// <param name="Features">The features of a driver that has no such way.</param>
    private sealed record Loss(int Bridge, StatePair Pair, IndexSet Features);
}

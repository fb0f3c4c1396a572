using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>How a spec as it is now differs from what is recorded of it. Made by <see cref="BaselineRecord.Review"/>.</summary>
public sealed class BaselineReview
{
    private BaselineReview(StateMachineSpec spec) => Spec = spec;

    /// <summary>The spec as it is now.</summary>
    public StateMachineSpec Spec { get; }

    /// <summary>Whether no fact of the spec is recorded.</summary>
    public bool IsNew { get; private init; }

    /// <summary>
    /// What the difference means: the worst that is to be said of any changed fact. Null if there is none, or if what
    /// is recorded is not known for certain.
    /// </summary>
    public BaselineChangeKind? Kind { get; private init; }

    /// <summary>The changed facts, in the ordinal order of their lines; empty if <see cref="Kind"/> is null.</summary>
    public ImmutableArray<BaselineChange> Changes { get; private init; } = [];

    /// <summary>The lines that record what the spec does not have any more.</summary>
    public ImmutableArray<BaselineEntry> Gone { get; private init; } = [];

    /// <summary>
    /// What the difference means for hosts of the recorded spec; null if there is no difference, or if the recorded
    /// facts do not make a spec.
    /// </summary>
    public CompatibilityReport? Report { get; private init; }

    /// <summary>Why the recorded facts do not make a spec; null where they do, or where it does not matter.</summary>
    public BaselineFault? Fault { get; private init; }

    /// <summary>
    /// The difference in one line. Where hosts fail: which ones, on which drivers, at which transitions. Else the
    /// facts that are not recorded, or those that are gone.
    /// </summary>
    /// <param name="count">How many transitions or facts are named; of the others there is the number.</param>
    public string Summarize(int count)
    {
        bool isHarm = Kind is BaselineChangeKind.OptOut or BaselineChangeKind.Breaking;
        if (isHarm && Report!.Level == (Kind == BaselineChangeKind.OptOut ? CompatibilityLevel.OptOut : CompatibilityLevel.Breaking))
        {
            return CompatibilitySummary.Of(Report, count);
        }

        // A recorded path that the path rule does not give any more is no change of what the other facts say.
        BaselineChange[] changes = [.. Changes.Where(change => change.Kind == Kind)];
        string facts = string.Join(", ", changes.Take(count).Select(change =>
            $"'{change.Fact.Text}'{(!isHarm ? "" : change.IsAdded ? " is new" : " is gone")}"));
        return changes.Length > count ? $"{facts} and {PlainText.Number(changes.Length - count)} more" : facts;
    }

    internal static BaselineReview Of(StateMachineSpec spec, ImmutableArray<BaselineEntry> entries, bool isKnown)
    {
        bool isSpelled = isKnown && !SpecBaseline.HasTwins(spec);
        HashSet<BaselineFact> current = isSpelled ? [.. BaselineWriter.FactsOf(spec)] : [];
        HashSet<BaselineFact> recorded = [.. entries.Select(entry => entry.Fact)];
        if (!isSpelled || current.SetEquals(recorded))
        {
            return new BaselineReview(spec) { IsNew = entries.IsEmpty };
        }

        ImmutableArray<BaselineEntry> gone = [.. entries.Where(entry => !current.Contains(entry.Fact))];
        StateMachineSpec? old = Read(spec.Name, entries, out BaselineFault? fault);
        if (old is null && !gone.IsEmpty)
        {
            return new BaselineReview(spec) { Fault = fault };
        }

        CompatibilityReport? report = old is null ? null : SpecCompatibility.Compare(old, spec);
        BaselineJudge? judge = report is null ? null : new BaselineJudge(report);
        IEnumerable<BaselineFact> differing = recorded.Except(current).Concat(current.Except(recorded));
        ImmutableArray<BaselineChange> changes =
        [
            .. differing
                .Select(fact => judge?.Judge(fact, isAdded: current.Contains(fact))
                    ?? new BaselineChange(fact, IsAdded: true, BaselineChangeKind.Addition))
                .OrderBy(change => change.Fact.ToString(), StringComparer.Ordinal),
        ];
        return new BaselineReview(spec)
        {
            IsNew = entries.IsEmpty,
            Kind = Worst(changes, report),
            Changes = changes,
            Gone = gone,
            Report = report,
        };
    }

    // An addition is looked at before a removal: to record the one settles the other.
    private static BaselineChangeKind Worst(ImmutableArray<BaselineChange> changes, CompatibilityReport? report)
    {
        BaselineChangeKind worst = changes.Max(change => change.Kind);
        return worst == BaselineChangeKind.Breaking || report?.Level == CompatibilityLevel.Breaking
                ? BaselineChangeKind.Breaking
            : worst == BaselineChangeKind.OptOut || report?.Level == CompatibilityLevel.OptOut
                ? BaselineChangeKind.OptOut
            : changes.Any(change => change.IsAdded) ? BaselineChangeKind.Addition
            : BaselineChangeKind.Removal;
    }

    private static StateMachineSpec? Read(
        string name, ImmutableArray<BaselineEntry> entries, out BaselineFault? fault)
    {
        fault = null;
        if (entries.IsEmpty)
        {
            return null;
        }

        try
        {
            return BaselineReader.Read(
                BaselineName.Encode(name + " as recorded"), entries.Select(entry => entry.Fact.Text));
        }
        catch (BaselineException exception)
        {
            BaselineEntry at = entries.FirstOrDefault(entry => entry.Fact.Text == exception.Fact) ?? entries[0];
            fault = new BaselineFault(
                at.File,
                at.Line,
                BaselineFaultKind.Incomplete,
                $"The recorded lines do not make a spec. {exception.Message} Restore the line that is missing, or remove "
                    + "all lines about this spec and record it anew.",
                at.Fact.Spec);
            return null;
        }
    }
}

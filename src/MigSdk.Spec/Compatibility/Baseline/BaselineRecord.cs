using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>
/// What a project's two baseline files record together: the shipped facts but those that are taken back, and the
/// unshipped ones. Reading never fails; what is wrong with single lines is listed.
/// </summary>
public sealed class BaselineRecord
{
    private readonly Dictionary<BaselineFact, BaselineEntry> _shipped = [];
    private readonly Dictionary<BaselineFact, BaselineEntry> _removed = [];
    private readonly ILookup<string, BaselineEntry> _entries;
    private readonly HashSet<string> _hidden;

    /// <summary>Puts two files together.</summary>
    /// <param name="shipped">The file with the facts of releases; null if there is none.</param>
    /// <param name="unshipped">The file with the other facts; null if there is none.</param>
    public BaselineRecord(BaselineFile? shipped, BaselineFile? unshipped)
    {
        List<BaselineFault> faults = [.. shipped?.Faults ?? [], .. unshipped?.Faults ?? []];
        AddShipped(shipped?.Entries ?? [], faults);
        AddRemovals(unshipped?.Entries ?? [], faults);
        Dictionary<BaselineFact, BaselineEntry> added = Unshipped(unshipped?.Entries ?? [], faults);
        BaselineEntry[] recorded =
            [.. _shipped.Values.Where(entry => !_removed.ContainsKey(entry.Fact)).Concat(added.Values).OrderBy(Position)];
        AddContradictions(recorded, faults);
        _entries = recorded.ToLookup(entry => entry.Fact.Spec);
        _hidden = [.. faults.Where(fault => fault.HidesSpec).Select(fault => fault.Spec).OfType<string>()];
        Faults = [.. faults.OrderBy(fault => fault.File.IsShipped ? 0 : 1).ThenBy(fault => fault.Line)];
    }

    /// <summary>What is wrong with lines, the shipped ones first.</summary>
    public ImmutableArray<BaselineFault> Faults { get; }

    /// <summary>The names of the specs that facts are recorded of, in the order of their first facts.</summary>
    public IEnumerable<string> Specs => _entries.Select(group => BaselineName.Decode(group.Key));

    /// <summary>The lines that record the facts of a spec, the shipped ones first.</summary>
    /// <param name="spec">The spec's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="spec"/> is null.</exception>
    public ImmutableArray<BaselineEntry> EntriesOf(string spec) =>
        [.. _entries[BaselineName.Encode(spec ?? throw new ArgumentNullException(nameof(spec)))]];

    /// <summary>Holds a spec as it is now against what is recorded of it.</summary>
    /// <param name="spec">The spec; its name is the one under which it is recorded.</param>
    /// <exception cref="ArgumentNullException"><paramref name="spec"/> is null.</exception>
    public BaselineReview Review(StateMachineSpec spec)
    {
        ImmutableArray<BaselineEntry> entries = EntriesOf((spec ?? throw new ArgumentNullException(nameof(spec))).Name);
        return BaselineReview.Of(spec, entries, isKnown: !_hidden.Contains(BaselineName.Encode(spec.Name)));
    }

    /// <summary>Whether a fact is one of the shipped file's, taken back or not.</summary>
    internal bool IsShipped(BaselineFact fact) => _shipped.ContainsKey(fact);

    /// <summary>The facts of a spec that are in the shipped file, taken back or not.</summary>
    internal IEnumerable<BaselineFact> ShippedFactsOf(string encodedSpec) =>
        _shipped.Keys.Where(fact => fact.Spec == encodedSpec);

    private void AddShipped(ImmutableArray<BaselineEntry> entries, List<BaselineFault> faults)
    {
        foreach (BaselineEntry entry in entries)
        {
            if (entry.IsRemoval)
            {
                faults.Add(Fault(
                    entry,
                    BaselineFaultKind.MisplacedRemoval,
                    $"{entry.File} records what has been released. Move this line to {BaselineFile.UnshippedName}."));
            }
            else
            {
                AddOnce(_shipped, entry, faults);
            }
        }
    }

    private void AddRemovals(ImmutableArray<BaselineEntry> entries, List<BaselineFault> faults)
    {
        foreach (BaselineEntry entry in entries.Where(entry => entry.IsRemoval))
        {
            if (_shipped.ContainsKey(entry.Fact))
            {
                AddOnce(_removed, entry, faults);
            }
            else
            {
                faults.Add(Fault(
                    entry,
                    BaselineFaultKind.IdleRemoval,
                    $"'{entry.Fact}' is not in {BaselineFile.ShippedName}, so that there is nothing to take back. "
                        + "Remove this line."));
            }
        }
    }

    private Dictionary<BaselineFact, BaselineEntry> Unshipped(
        ImmutableArray<BaselineEntry> entries, List<BaselineFault> faults)
    {
        Dictionary<BaselineFact, BaselineEntry> added = [];
        foreach (BaselineEntry entry in entries.Where(entry => !entry.IsRemoval))
        {
            if (_shipped.TryGetValue(entry.Fact, out BaselineEntry? shipped) && !_removed.ContainsKey(entry.Fact))
            {
                faults.Add(Repetition(entry, shipped));
            }
            else
            {
                AddOnce(added, entry, faults);
            }
        }

        return added;
    }

    private static void AddOnce(
        Dictionary<BaselineFact, BaselineEntry> entries, BaselineEntry entry, List<BaselineFault> faults)
    {
        if (entries.TryGetValue(entry.Fact, out BaselineEntry? first))
        {
            faults.Add(Repetition(entry, first));
        }
        else
        {
            entries.Add(entry.Fact, entry);
        }
    }

    private static void AddContradictions(BaselineEntry[] entries, List<BaselineFault> faults)
    {
        Dictionary<(string Spec, string Key), BaselineEntry> answers = [];
        foreach (BaselineEntry entry in entries)
        {
            (string, string) key = (entry.Fact.Spec, new BaselineLine(entry.Fact.Text).Key);
            if (!answers.TryGetValue(key, out BaselineEntry? other))
            {
                answers.Add(key, entry);
                continue;
            }

            string remedy = other.File.IsShipped && !entry.File.IsShipped
                ? $"Remove this line, or add '{BaselineFile.RemovalPrefix}{other.Fact}' if that holds no more."
                : "Remove the one that is not so.";
            faults.Add(Fault(
                entry, BaselineFaultKind.Contradiction, $"Line {PlainText.Number(other.Line)} of {other.File} has '{other.Fact}', which this contradicts. {remedy}"));
        }
    }

    private static BaselineFault Repetition(BaselineEntry entry, BaselineEntry first) => Fault(
        entry, BaselineFaultKind.Duplicate, $"'{entry}' is already in {Place(first)}. Remove this line.");

    private static BaselineFault Fault(BaselineEntry entry, BaselineFaultKind kind, string message) =>
        new(entry.File, entry.Line, kind, message, entry.Fact.Spec);

    private static string Place(BaselineEntry entry) => $"line {PlainText.Number(entry.Line)} of {entry.File}";

    private static (int File, int Line) Position(BaselineEntry entry) => (entry.File.IsShipped ? 0 : 1, entry.Line);
}

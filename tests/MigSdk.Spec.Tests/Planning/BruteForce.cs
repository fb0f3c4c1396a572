using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec.Tests;

/// <summary>
/// The path rule by its words: all walks are written down, and those that the rule does not want are struck out.
/// Shares nothing with the planner.
/// </summary>
internal sealed class BruteForce(StateMachineSpec spec)
{
    private readonly Dictionary<(int From, int To), int> _arcs = spec.Arcs
        .Where(arc => arc.From != spec.Error && arc.To != spec.Error)
        .GroupBy(arc => (arc.From, arc.To))
        .ToDictionary(arcs => arcs.Key, arcs => arcs.First().Preference);

    public bool HasArc(int from, int to) => from != to && _arcs.ContainsKey((from, to));

    /// <summary>
    /// All walks that are equally good, the one to take first: it enters the target from the lowest index, and so on
    /// backwards. Empty where there is no path.
    /// </summary>
    public IReadOnlyList<int[]> BestWalks(int from, int to)
    {
        bool hasNone = from == to || from == spec.Error || to == spec.Error
            || spec.BlockedPairs.Contains(new StatePair(from, to));
        int longest = hasNone ? 0 : spec.SingleArcsOnly ? 1 : spec.States.Length;
        for (int length = 1; length <= longest; length++)
        {
            int[][] walks = [.. Walks([from], length).Where(walk => walk[^1] == to && IsAllowed(walk))];
            if (walks.Length > 0)
            {
                int fewest = walks.Min(InteriorSessionStates);
                int[][] calm = [.. walks.Where(walk => InteriorSessionStates(walk) == fewest)];
                int preferred = calm.Max(Preference);
                return [.. calm.Where(walk => Preference(walk) == preferred).Order(FromTheBack)];
            }
        }

        return [];
    }

    private static Comparer<int[]> FromTheBack { get; } = Comparer<int[]>.Create((left, right) =>
        left.Reverse().Zip(right.Reverse(), (l, r) => l.CompareTo(r)).FirstOrDefault(order => order != 0));

    private IEnumerable<int[]> Walks(int[] start, int length) => length == 0
        ? [start]
        : _arcs.Keys.Where(arc => arc.From == start[^1]).SelectMany(arc => Walks([.. start, arc.To], length - 1));

    private bool IsAllowed(int[] walk) =>
        Arcs(walk).Skip(1).SkipLast(1).All(interior => !InGroup(interior.From) && !InGroup(interior.To));

    private int InteriorSessionStates(int[] walk) => walk.Skip(1).SkipLast(1).Count(InGroup);

    private int Preference(int[] walk) => Arcs(walk).Sum(arc => _arcs[arc]);

    private bool InGroup(int state) => spec.States[state].Group is not null;

    private static IEnumerable<(int From, int To)> Arcs(int[] walk) => walk.Zip(walk.Skip(1));
}

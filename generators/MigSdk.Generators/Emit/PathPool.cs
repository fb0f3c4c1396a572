using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Generators;

/// <summary>
/// All paths in one array. Most paths are a part of a longer one, so that a spec with long paths stays small.
/// </summary>
internal sealed class PathPool
{
    private readonly List<int> _states = [];
    private readonly Dictionary<(int First, int Last, int Length), List<int>> _parts = [];
    private readonly Dictionary<StatePair, (int Start, int Length)> _slices = [];

    internal PathPool(DriverPlan plan)
    {
        var paths = plan.SupportedTransitions
            .Where(pair => pair.From != pair.To)
            .Select(pair => (pair, path: plan.GetPath(pair.From, pair.To)))
            // Longest first; the order of equals is that of the plan, so the output is always the same.
            .OrderByDescending(item => item.path.Length);
        foreach ((StatePair pair, ImmutableArray<int> path) in paths)
            _slices.Add(pair, (Find(path) ?? Append(path), path.Length));
    }

    /// <summary>The states, path after path.</summary>
    internal IReadOnlyList<int> States => _states;

    /// <summary>Where the path of a pair lies; empty for a state onto itself and for what is not supported.</summary>
    internal (int Start, int Length) SliceOf(int from, int to) =>
        _slices.TryGetValue(new StatePair(from, to), out (int, int) slice) ? slice : default;

    private int? Find(ImmutableArray<int> path)
    {
        if (!_parts.TryGetValue((path[0], path[path.Length - 1], path.Length), out List<int>? starts))
            return null;
        foreach (int start in starts)
        {
            if (path.SequenceEqual(_states.GetRange(start, path.Length)))
                return start;
        }

        return null;
    }

    private int Append(ImmutableArray<int> path)
    {
        int start = _states.Count;
        _states.AddRange(path);
        for (int first = 0; first < path.Length; first++)
        {
            for (int last = first; last < path.Length; last++)
            {
                (int, int, int) key = (path[first], path[last], last - first + 1);
                if (!_parts.TryGetValue(key, out List<int>? starts))
                    _parts.Add(key, starts = []);
                starts.Add(start + first);
            }
        }

        return start;
    }
}

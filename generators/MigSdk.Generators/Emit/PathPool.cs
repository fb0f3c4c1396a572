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
    private readonly Dictionary<int, List<int>> _placesOf = [];
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
        if (!_placesOf.TryGetValue(path[0], out List<int>? places))
            return null;
        foreach (int start in places)
        {
            if (start + path.Length <= _states.Count && IsAt(start, path))
                return start;
        }

        return null;
    }

    // From the end, where one that does not fit differs first: its beginning was chosen to fit.
    private bool IsAt(int start, ImmutableArray<int> path)
    {
        for (int i = path.Length - 1; i > 0; i--)
        {
            if (_states[start + i] != path[i])
                return false;
        }

        return true;
    }

    private int Append(ImmutableArray<int> path)
    {
        int start = _states.Count;
        foreach (int state in path)
        {
            if (!_placesOf.TryGetValue(state, out List<int>? places))
                _placesOf.Add(state, places = []);
            places.Add(_states.Count);
            _states.Add(state);
        }

        return start;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Testing.Tests;

/// <summary>The states that a closed system reaches, and what leads from one to the other.</summary>
internal sealed class StateGraph
{
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<Node> _nodes = [];

    internal int Count => _nodes.Count;

    internal int Edges => _nodes.Sum(node => node.To.Count);

    internal int Ends => _nodes.Count(node => node.IsEnd);

    /// <summary>For each state, which events lead there.</summary>
    internal IEnumerable<int[]> Ways => _nodes.Select(node => node.Way);

    /// <summary>Adds a state that was reached.</summary>
    /// <param name="print">The state's print.</param>
    /// <param name="isEnd">Whether all programs have ended in it.</param>
    /// <param name="way">The events that have led there.</param>
    /// <param name="mishaps">How many of them were mishaps.</param>
    /// <param name="id">The state.</param>
    /// <returns>False where it was known with so many mishaps or fewer.</returns>
    internal bool TryAdd(string print, bool isEnd, int[] way, int mishaps, out int id)
    {
        if (!_ids.TryGetValue(print, out id))
        {
            id = _nodes.Count;
            _ids.Add(print, id);
            _nodes.Add(new Node(isEnd, way) { Mishaps = mishaps });
            return true;
        }

        bool isShorter = mishaps < _nodes[id].Mishaps;
        _nodes[id].Mishaps = Math.Min(mishaps, _nodes[id].Mishaps);
        return isShorter;
    }

    internal void Connect(int from, int to) => _nodes[from].To.Add(to);

    /// <summary>The number of events in the longest way; null where there is a circle, so that a way need not end.</summary>
    internal int? LongestWay()
    {
        int[] into = new int[_nodes.Count];
        foreach (int to in _nodes.SelectMany(node => node.To))
            into[to]++;
        int[] longest = new int[_nodes.Count];
        var next = new Stack<int>(Enumerable.Range(0, into.Length).Where(i => into[i] == 0));
        int done = 0;
        while (next.TryPop(out int node))
        {
            done++;
            foreach (int to in _nodes[node].To)
            {
                longest[to] = Math.Max(longest[to], longest[node] + 1);
                if (--into[to] == 0)
                    next.Push(to);
            }
        }

        return done == into.Length ? longest.Max() : null;
    }

    private sealed record Node(bool IsEnd, int[] Way)
    {
        internal HashSet<int> To { get; } = [];

        internal int Mishaps { get; set; }
    }
}

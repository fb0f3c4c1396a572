using System;
using System.Collections.Generic;

namespace MigSdk.Spec;

/// <summary>
/// A spec's arcs by the states that they join, each state's neighbours in ascending order. Arcs that no path can
/// have (at the error state, from a state onto itself) are left out; of two arcs between the same states the
/// first counts.
/// </summary>
internal sealed class ArcGraph
{
    private readonly bool[] _isArc;
    private readonly Edge[][] _out;
    private readonly Edge[][] _in;

    public ArcGraph(StateMachineSpec spec)
    {
        StateCount = spec.States.Length;
        _isArc = new bool[StateCount * StateCount];
        int[] preferences = new int[_isArc.Length];
        foreach (SpecArc arc in spec.Arcs)
        {
            int at = At(arc.From, arc.To);
            if (arc.From != arc.To && arc.From != spec.Error && arc.To != spec.Error && !_isArc[at])
            {
                _isArc[at] = true;
                preferences[at] = arc.Preference;
            }
        }

        _out = new Edge[StateCount][];
        _in = new Edge[StateCount][];
        List<Edge> edges = [];
        for (int state = 0; state < StateCount; state++)
        {
            Collect(edges, other => At(state, other), preferences);
            _out[state] = [.. edges];
            Collect(edges, other => At(other, state), preferences);
            _in[state] = [.. edges];
        }
    }

    public int StateCount { get; }

    public bool HasArc(int from, int to) => _isArc[At(from, to)];

    /// <summary>The arcs that leave a state; <see cref="Edge.State"/> is where they lead.</summary>
    public Edge[] From(int state) => _out[state];

    /// <summary>The arcs that enter a state; <see cref="Edge.State"/> is where they come from.</summary>
    public Edge[] To(int state) => _in[state];

    private int At(int from, int to) => (from * StateCount) + to;

    private void Collect(List<Edge> edges, Func<int, int> at, int[] preferences)
    {
        edges.Clear();
        for (int other = 0; other < StateCount; other++)
        {
            if (_isArc[at(other)])
            {
                edges.Add(new Edge(other, preferences[at(other)]));
            }
        }
    }

    /// <summary>One end of an arc, seen from its other end.</summary>
    public readonly record struct Edge(int State, int Preference);
}

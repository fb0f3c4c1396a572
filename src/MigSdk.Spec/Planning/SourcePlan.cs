namespace MigSdk.Spec;

/// <summary>
/// The paths from one state (the source) to every other: each target is entered over one arc from some state of
/// the interior tree.
/// </summary>
/// <remarks>
/// Targets and tree are kept apart: a target may be two arcs away over a session state and farther away in
/// the tree, or not in it at all.
/// </remarks>
internal sealed class SourcePlan
{
    private readonly StateMachineSpec _spec;
    private readonly int _source;
    private readonly Predecessors[] _entries;

    public SourcePlan(StateMachineSpec spec, int source, bool[] blocked)
    {
        _spec = spec;
        _source = source;
        Tree = new InteriorTree(spec, source);
        _entries = new Predecessors[spec.States.Length];
        for (int target = 0; target < _entries.Length; target++)
        {
            _entries[target] = target == source || blocked[target] ? Predecessors.Nobody : Enter(target);
        }
    }

    public InteriorTree Tree { get; }

    public bool HasPath(int target) =>
        target == _source ? _source != _spec.Error : EntryTo(target) != Predecessors.None;

    /// <summary>The last state before the target; the way there from the source is the tree's.</summary>
    public int EntryTo(int target) => _entries[target].First;

    public bool IsTied(int target) => _entries[target].IsTied;

    /// <summary>How many arcs the path has to another state that has one.</summary>
    public int Length(int target) => Tree.Depth(EntryTo(target)) + 1;

    /// <summary>Writes the states of the path, from the source on; the array is one longer than the path.</summary>
    public void WritePath(int target, int[] states)
    {
        Predecessors before = _entries[target];
        states[states.Length - 1] = target;
        for (int i = states.Length - 2; i >= 0; i--)
        {
            states[i] = before.First;
            before = Tree.Before(before.First);
        }
    }

    /// <summary>The same for the next best path to a tied target.</summary>
    public void WriteOtherPath(int target, int[] states)
    {
        Predecessors before = _entries[target];
        bool isApart = false;
        states[states.Length - 1] = target;
        for (int i = states.Length - 2; i >= 0; i--)
        {
            // The paths part as near to the source as they can, so that they are as alike as they can be.
            bool stays = isApart || Tree.Before(before.First).IsTied;
            states[i] = stays ? before.First : before.Second;
            isApart |= !stays;
            before = Tree.Before(states[i]);
        }
    }

    private Predecessors Enter(int target)
    {
        if (_spec.Graph.HasArc(_source, target))
        {
            return new Predecessors(_source, Predecessors.None, isTied: false);
        }

        Predecessors best = Predecessors.Nobody;
        int bestRank = int.MaxValue;
        long bestPreference = 0;
        foreach (ArcGraph.Edge edge in _spec.Graph.To(target))
        {
            int from = edge.State;
            if (!Tree.Contains(from))
            {
                continue;
            }

            // Shorter first; among equals, the one without a session state inside.
            int rank = (2 * Tree.Depth(from)) + (_spec.States[from].Group is null ? 0 : 1);
            long preference = Tree.Preference(from) + edge.Preference;
            if (rank < bestRank || (rank == bestRank && preference > bestPreference))
            {
                best = new Predecessors(from, Predecessors.None, Tree.Before(from).IsTied);
                bestRank = rank;
                bestPreference = preference;
            }
            else if (rank == bestRank && preference == bestPreference)
            {
                best = best.With(from);
            }
        }

        return best;
    }
}

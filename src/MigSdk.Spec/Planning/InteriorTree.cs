namespace MigSdk.Spec;

/// <summary>The best walks from one state (the source) to the states that a walk may go on from.</summary>
/// <remarks>
/// <para>
/// The path rule, as it is used here: a walk of three arcs and more has an interior arc at every interior state, so
/// none of these may be a session state; a walk of two arcs has no interior arc, so its one interior state may be.
/// The states that a walk may go on from are therefore those that are found breadth first over states without a
/// session, and the session states right after the source, as leaves.
/// </para>
/// <para>
/// The beginning of a best walk is a best walk too: with a better one in its place the whole would be better. So
/// predecessors are enough to know all walks, in memory that grows only with the number of states.
/// </para>
/// </remarks>
internal sealed class InteriorTree
{
    private readonly StateMachineSpec _spec;
    private readonly int _source;
    private readonly Predecessors[] _predecessors;
    private readonly int[] _depth;
    private readonly long[] _preference;
    private readonly int[] _order;

    public InteriorTree(StateMachineSpec spec, int source)
    {
        int count = spec.States.Length;
        _spec = spec;
        _source = source;
        _predecessors = new Predecessors[count];
        _depth = new int[count];
        _preference = new long[count];
        _order = new int[count];
        for (int state = 0; state < count; state++)
        {
            _depth[state] = -1;
        }

        if (source != spec.Error)
        {
            Add(source, depth: 0, Predecessors.Nobody, preference: 0);
            Grow();
        }
    }

    /// <summary>How many states are in the tree.</summary>
    public int Count { get; private set; }

    /// <summary>The states of the tree, each after its predecessor: the source is the first.</summary>
    public int this[int position] => _order[position];

    public bool Contains(int state) => _depth[state] >= 0;

    /// <summary>How many arcs lead from the source to the state.</summary>
    public int Depth(int state) => _depth[state];

    /// <summary>The sum of the preferences of these arcs.</summary>
    public long Preference(int state) => _preference[state];

    public Predecessors Before(int state) => _predecessors[state];

    private void Grow()
    {
        // Without combination transitions there is nothing to go on from but the source: no level is grown.
        int levelStart = _spec.SingleArcsOnly ? Count : 0;
        for (int depth = 1; levelStart < Count; depth++)
        {
            int levelEnd = Count;
            for (int i = levelStart; i < levelEnd; i++)
            {
                Expand(_order[i], depth);
            }

            levelStart = levelEnd;
        }
    }

    private void Expand(int from, int depth)
    {
        if (from != _source && HasSession(from))
        {
            return;
        }

        foreach (ArcGraph.Edge edge in _spec.Graph.From(from))
        {
            int to = edge.State;
            if (from != _source && HasSession(to))
            {
                continue;
            }

            long preference = _preference[from] + edge.Preference;
            if (!Contains(to))
            {
                Add(to, depth, Only(from), preference);
            }
            else if (_depth[to] == depth && preference > _preference[to])
            {
                _predecessors[to] = Only(from);
                _preference[to] = preference;
            }
            else if (_depth[to] == depth && preference == _preference[to])
            {
                _predecessors[to] = _predecessors[to].With(from);
            }
        }
    }

    private Predecessors Only(int state) => new(state, Predecessors.None, _predecessors[state].IsTied);

    private void Add(int state, int depth, Predecessors before, long preference)
    {
        _order[Count++] = state;
        _depth[state] = depth;
        _predecessors[state] = before;
        _preference[state] = preference;
    }

    private bool HasSession(int state) => _spec.States[state].Group is not null;
}

namespace MigSdk.Spec;

/// <summary>An interior tree as a driver walks it: states that the driver does not support are passed over.</summary>
internal sealed class SkippingTree
{
    private readonly InteriorTree _tree;
    private readonly int[] _lastSupported;
    private readonly int[] _steps;

    public SkippingTree(InteriorTree tree, IndexSet supported, int stateCount)
    {
        _tree = tree;
        _lastSupported = new int[stateCount];
        _steps = new int[stateCount];
        for (int position = 0; position < tree.Count; position++)
        {
            // Only the source has nobody before it, and a source is supported.
            int state = tree[position];
            int before = tree.Before(state).First;
            bool isSupported = supported.Contains(state);
            _lastSupported[state] = isSupported ? state : _lastSupported[before];
            _steps[state] = position == 0 ? 0 : _steps[before] + (isSupported ? 1 : 0);
        }
    }

    /// <summary>How many states are in the tree, supported or not.</summary>
    public int Count => _tree.Count;

    /// <summary>The states of the tree, each after its predecessor.</summary>
    public int this[int position] => _tree[position];

    public int Before(int state) => _tree.Before(state).First;

    /// <summary>The state itself if it is supported, else the nearest before it that is.</summary>
    public int LastSupported(int state) => _lastSupported[state];

    /// <summary>How many steps the driver takes from the source to <see cref="LastSupported"/>.</summary>
    public int Steps(int state) => _steps[state];

    /// <summary>
    /// Marks the states of the tree that are reached over an arc: the state that it enters and all behind it.
    /// </summary>
    /// <returns>Whether the arc is in the tree; if not, the marks are left as they are.</returns>
    public bool MarkBehind(int from, int to, bool[] marks)
    {
        if (!_tree.Contains(to) || _tree.Depth(to) == 0 || LastSupported(Before(to)) != from)
        {
            return false;
        }

        for (int position = 0; position < Count; position++)
        {
            int state = _tree[position];
            marks[state] = state == to || (position > 0 && marks[Before(state)]);
        }

        return true;
    }
}

using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MigSdk.Analyzers;

/// <summary>
/// One way through some blocks of a function: all of them, or those of one <c>finally</c>, which is gone through once for
/// each way into it, so that what comes from an exception and what does not are kept apart behind it.
/// </summary>
internal sealed class FlowPass(FlowPass? around, int first, int last)
{
    private readonly FlowState?[] _entries = new FlowState?[last - first + 1];
    private readonly SortedSet<int> _left = [];

    /// <summary>What is known where the last block ends, on any path; null where none comes there.</summary>
    public FlowState? End { get; private set; }

    /// <summary>Control comes to a block.</summary>
    public void Enter(int block, FlowState state)
    {
        if (block < first || block > last)
        {
            around?.Enter(block, state);
            return;
        }

        FlowState? before = _entries[block - first];
        FlowState joined = before is null ? state : FlowState.Join(before, state);
        if (before is not null && before.Equals(joined))
            return;
        _entries[block - first] = joined;
        _left.Add(block);
    }

    /// <summary>Control comes to the end of a <c>finally</c>.</summary>
    public void Finish(FlowState state) => End = End is null ? state : FlowState.Join(End, state);

    /// <summary>The next block to visit.</summary>
    public bool TryTake(out int block, [NotNullWhen(true)] out FlowState? state)
    {
        block = _left.Min;
        state = _left.Remove(block) ? _entries[block - first] : null;
        return state is not null;
    }
}

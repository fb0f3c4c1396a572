using System.Collections.Generic;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Generators;

/// <summary>
/// Which row and column of the tables belong to a state: its value less the smallest one where the values lie close
/// together, else its rank among them.
/// </summary>
internal sealed class StateIndexing
{
    private readonly Dictionary<int, int> _slotOf;

    internal StateIndexing(StateMachineSpec spec)
    {
        // A value that two members share (an error of the spec) has the place of the first.
        States = [.. spec.States.Select((state, index) => (state.Value, index))
            .GroupBy(state => state.Value, (_, same) => same.First())
            .OrderBy(state => state.Value)
            .Select(state => state.index)];
        Smallest = spec.States[States[0]].Value;
        decimal width = (decimal)spec.States[States[States.Length - 1]].Value - Smallest + 1;
        IsDense = width <= (2 * States.Length) + 8;
        Width = IsDense ? (int)width : States.Length;
        _slotOf = States.Select((state, rank) => (state, rank)).ToDictionary(
            pair => pair.state,
            pair => IsDense ? (int)(spec.States[pair.state].Value - Smallest) : pair.rank);
    }

    /// <summary>The states, each value once, by value.</summary>
    internal int[] States { get; }

    /// <summary>The smallest value.</summary>
    internal long Smallest { get; }

    /// <summary>Whether a state's place follows from its value by subtraction.</summary>
    internal bool IsDense { get; }

    /// <summary>How many rows and columns there are; with dense values some may belong to no state.</summary>
    internal int Width { get; }

    /// <summary>Whether a state has a place of its own: false for one whose value an earlier member has.</summary>
    internal bool HasSlot(int state) => _slotOf.ContainsKey(state);

    internal int SlotOf(int state) => _slotOf[state];
}

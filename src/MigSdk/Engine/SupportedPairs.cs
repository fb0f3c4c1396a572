using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace MigSdk.Engine;

/// <summary>Collects a driver's answers. Generated code calls it once for each driver type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SupportedPairs
{
    /// <summary>The pairs that a driver supports.</summary>
    /// <typeparam name="TState">The enum that is the spec.</typeparam>
    /// <param name="states">All states of the spec.</param>
    /// <param name="arcSupported">The driver's answer.</param>
    /// <returns>The set of all pairs for which the answer is true.</returns>
    public static TransitionSet<TState> Of<TState>(TState[] states, Func<TState, TState, bool> arcSupported)
        where TState : struct, Enum
    {
        var pairs = new List<(TState, TState)>();
        foreach (TState from in states)
        {
            foreach (TState to in states)
            {
                if (arcSupported(from, to))
                    pairs.Add((from, to));
            }
        }

        return new TransitionSet<TState>(pairs);
    }
}

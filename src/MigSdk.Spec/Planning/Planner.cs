using System;

namespace MigSdk.Spec;

/// <summary>Finds the path of every combination transition of a spec.</summary>
public static class Planner
{
    /// <summary>Plans a whole spec, with all of its features.</summary>
    /// <remarks>
    /// The path rule: among the walks from start to target over the spec's arcs in which no interior arc (one that
    /// is neither the first nor the last) touches a state of a session group, take the shortest; among equals, the
    /// one with the fewest interior states of a session group; among these, the one with the highest sum of arc
    /// preferences. What is left then is a tie (<see cref="SpecPlan.Ties"/>). Blocked pairs have no path, nothing
    /// leads to or from the error state, and where a spec allows single arcs only, these are all paths there are.
    /// Takes time in the order of states times (states and arcs).
    /// </remarks>
    /// <param name="spec">The spec. It may have audit findings.</param>
    public static SpecPlan Plan(StateMachineSpec spec)
    {
        if (spec is null)
        {
            throw new ArgumentNullException(nameof(spec));
        }

        int count = spec.States.Length;
        bool[][] blocked = new bool[count][];
        for (int source = 0; source < count; source++)
        {
            blocked[source] = new bool[count];
        }

        foreach (StatePair pair in spec.BlockedPairs)
        {
            blocked[pair.From][pair.To] = true;
        }

        SourcePlan[] sources = new SourcePlan[count];
        for (int source = 0; source < count; source++)
        {
            sources[source] = new SourcePlan(spec, source, blocked[source]);
        }

        return new SpecPlan(spec, sources);
    }
}

using System;

namespace MigSdk.Spec;

/// <summary>What a spec needs for its indexes to mean anything; everything beyond is the auditor's.</summary>
internal static class SpecRanges
{
    public static void Check(StateMachineSpec spec)
    {
        if (spec.States.IsEmpty)
        {
            throw new ArgumentException($"The spec '{spec.Name}' has no states.", "states");
        }

        CheckState(spec, spec.Initial, "initial");
        if (spec.Error is int error)
        {
            CheckState(spec, error, "error");
        }

        foreach (SpecState state in spec.States)
        {
            foreach (int feature in state.Requires)
            {
                if (feature >= spec.Features.Length)
                {
                    throw new ArgumentOutOfRangeException(
                        "states",
                        $"State '{state.Name}' of the spec '{spec.Name}' requires feature {feature}, "
                            + $"and there are {spec.Features.Length}.");
                }
            }
        }

        foreach (SpecFeature feature in spec.Features)
        {
            if (feature.OptionalState is int state)
            {
                CheckState(spec, state, "features");
            }
        }

        foreach (SpecArc arc in spec.Arcs)
        {
            CheckState(spec, arc.From, "arcs");
            CheckState(spec, arc.To, "arcs");
        }

        foreach (StatePair pair in spec.BlockedPairs)
        {
            CheckState(spec, pair.From, "blockedPairs");
            CheckState(spec, pair.To, "blockedPairs");
        }
    }

    private static void CheckState(StateMachineSpec spec, int state, string parameter)
    {
        if (!spec.IsState(state))
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                $"The spec '{spec.Name}' has no state {state}: its states are 0 to {spec.States.Length - 1}.");
        }
    }
}

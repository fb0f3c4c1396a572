using System.Collections.Immutable;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>Says why a transition is not supported.</summary>
internal static class WhyUnsupported
{
    /// <summary>The reason, with the names.</summary>
    /// <param name="plan">What the device can do; the transition is not among it.</param>
    /// <param name="who">What the message calls the device.</param>
    /// <param name="from">Index of the start state.</param>
    /// <param name="to">Index of the target state.</param>
    internal static string Explain(DriverPlan plan, string who, int from, int to)
    {
        StateMachineSpec spec = plan.Spec;
        if (from == spec.Error)
            return $"only a reset leads out of {Name(from)}, to {Name(spec.Initial)}";
        if (to == spec.Error)
            return $"{Name(to)} cannot be asked for: a device goes there by itself when a failure leaves it no other state";
        if (!plan.SupportedStates.Contains(from))
            return Lacking(from);
        if (!plan.SupportedStates.Contains(to))
            return Lacking(to);
        if (spec.BlockedPairs.Contains(new StatePair(from, to)))
            return $"{spec.Name} blocks {Name(from)} -> {Name(to)}";
        if (spec.SingleArcsOnly)
            return $"{spec.Name} has no arc {Name(from)} -> {Name(to)}, and no transitions of several arcs";
        return $"no walk over the arcs of {spec.Name} leads from {Name(from)} to {Name(to)} "
            + "without a state of a session in between";

        string Name(int state) => spec.States[state].Name;

        string Lacking(int state)
        {
            ImmutableArray<string> missing = FeatureNames.Of(spec, spec.States[state].Requires.Except(plan.Features));
            return $"{Name(state)} needs {string.Join(" and ", missing)}, which {who} does not have";
        }
    }
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>The answer to: how does this device get from one state to another? Pure data.</summary>
/// <param name="Plan">What the device can do.</param>
/// <param name="From">Index of the start state.</param>
/// <param name="To">Index of the target state.</param>
/// <param name="Steps">The states from start to target; the start alone where they are one; empty without a path.</param>
/// <param name="WhyNot">Why there is no path; null where there is one.</param>
/// <param name="Targets">The states that can be asked for from the start state.</param>
/// <param name="Sources">The states from which the target state can be asked for.</param>
/// <param name="Detour">
/// The states to ask for one after the other to get there in several requests; empty where a path makes that needless, or
/// where nothing leads there.
/// </param>
internal sealed record PathAnswer(
    DriverPlan Plan,
    int From,
    int To,
    ImmutableArray<int> Steps,
    string? WhyNot,
    ImmutableArray<int> Targets,
    ImmutableArray<int> Sources,
    ImmutableArray<int> Detour)
{
    /// <summary>Answers.</summary>
    /// <param name="plan">What the device can do.</param>
    /// <param name="who">What messages call it.</param>
    /// <param name="from">Index of the start state.</param>
    /// <param name="to">Index of the target state.</param>
    internal static PathAnswer Of(DriverPlan plan, string who, int from, int to)
    {
        bool isSupported = plan.IsSupported(from, to);
        return new PathAnswer(
            plan,
            from,
            to,
            isSupported ? [from, .. plan.GetPath(from, to)] : [],
            isSupported ? null : WhyUnsupported.Explain(plan, who, from, to),
            [.. plan.SupportedStates.Where(state => state != from && plan.IsSupported(from, state))],
            [.. plan.SupportedStates.Where(state => state != to && plan.IsSupported(state, to))],
            isSupported ? [] : FindDetour(plan, from, to));
    }

    // The fewest requests; among equals the one over the states of the lowest index, so that the answer is always the same.
    private static ImmutableArray<int> FindDetour(DriverPlan plan, int from, int to)
    {
        var before = new Dictionary<int, int>();
        var pending = new Queue<int>([from]);
        while (pending.TryDequeue(out int state))
        {
            foreach (int next in plan.SupportedStates)
            {
                if (next == from || next == state || before.ContainsKey(next) || !plan.IsSupported(state, next))
                    continue;
                before.Add(next, state);
                pending.Enqueue(next);
            }
        }

        var requests = new List<int>();
        for (int state = to; state != from; state = before[state])
        {
            if (!before.ContainsKey(state))
                return [];
            requests.Insert(0, state);
        }

        return [.. requests];
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>States that no arcs lead to from the initial state, and states with no way back to it.</summary>
internal static class ReachabilityAudit
{
    private const int NamesInMessage = 4;

    public static void Run(AuditReport report)
    {
        StateMachineSpec spec = report.Spec;
        bool[] all = [.. Enumerable.Repeat(true, spec.States.Length)];
        bool[] reachable = Reach(spec.Initial, spec.Graph.From, all);
        bool[] returning = Reach(spec.Initial, spec.Graph.To, all);

        // A state that cannot be reached is reported for that; that it has no way back either is no news.
        bool[] lost = Select(spec, state => !reachable[state]);
        bool[] trapped = Select(spec, state => reachable[state] && !returning[state]);
        report.NoteCutOff(state => lost[state] || trapped[state]);
        foreach ((int root, string others) in Roots(report, lost, spec.Graph.From))
        {
            report.Add(
                AuditFindingKind.UnreachableState,
                root,
                $"State {report.Name(root)} cannot be reached from the initial state "
                    + $"{report.Name(spec.Initial)}{others}. Add an arc that leads to it, or remove the state.");
        }

        foreach ((int root, string others) in Roots(report, trapped, spec.Graph.To))
        {
            report.Add(
                AuditFindingKind.NoWayBack,
                root,
                $"There is no way back from state {report.Name(root)} to the initial state "
                    + $"{report.Name(spec.Initial)}{others}. Add an arc that leads away from it, or remove the state.");
        }
    }

    /// <summary>
    /// The states of a set at which the missing arc is: those that are not behind another of the set, and of several
    /// that are behind each other the first. With each the words for the states that are behind it.
    /// </summary>
    private static IEnumerable<(int Root, string Others)> Roots(
        AuditReport report, bool[] set, Func<int, ArcGraph.Edge[]> next)
    {
        int[] members = [.. Enumerable.Range(0, set.Length).Where(state => set[state])];
        Dictionary<int, bool[]> behind = members.ToDictionary(state => state, state => Reach(state, next, set));
        foreach (int state in members)
        {
            bool isRoot = members.All(other => !behind[other][state] || (behind[state][other] && other >= state));
            if (isRoot)
            {
                IEnumerable<int> others = members.Where(other => other != state && behind[state][other]);
                yield return (state, Others(report, [.. others]));
            }
        }
    }

    private static string Others(AuditReport report, int[] states)
    {
        if (states.Length == 0)
        {
            return "";
        }

        string names = string.Join(", ", states.Take(NamesInMessage).Select(report.Name));
        string more = states.Length > NamesInMessage ? $" and {states.Length - NamesInMessage} more" : "";
        return $" (the same holds, by way of it, for {names}{more})";
    }

    private static bool[] Reach(int start, Func<int, ArcGraph.Edge[]> next, bool[] within)
    {
        bool[] reached = new bool[within.Length];
        Stack<int> open = new([start]);
        reached[start] = true;
        while (open.Count > 0)
        {
            foreach (ArcGraph.Edge edge in next(open.Pop()))
            {
                if (within[edge.State] && !reached[edge.State])
                {
                    reached[edge.State] = true;
                    open.Push(edge.State);
                }
            }
        }

        return reached;
    }

    private static bool[] Select(StateMachineSpec spec, Func<int, bool> condition) =>
        [.. Enumerable.Range(0, spec.States.Length).Select(state => state != spec.Error && condition(state))];
}

using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Whether what arcs and states say about sessions fits together.</summary>
internal static class SessionAudit
{
    public static void Run(AuditReport report)
    {
        StateMachineSpec spec = report.Spec;
        for (int state = 0; state < spec.States.Length; state++)
        {
            CheckState(report, state);
        }

        HashSet<StatePair> seen = [];
        foreach (SpecArc arc in spec.Arcs)
        {
            // Arcs that are wrong anyway have their finding; a group of the initial state has its own, and everything
            // about the arcs at it follows from that.
            bool followsFromInitial = spec.States[spec.Initial].Group is not null
                && (arc.From == spec.Initial || arc.To == spec.Initial);
            if (spec.HasArc(arc.From, arc.To) && seen.Add(new StatePair(arc.From, arc.To)) && !followsFromInitial)
            {
                CheckArc(report, arc);
            }
        }
    }

    private static void CheckState(AuditReport report, int state)
    {
        StateMachineSpec spec = report.Spec;
        SpecState described = spec.States[state];
        if (described.Group is null)
        {
            if (described.IsPreCopy)
            {
                Add(
                    report,
                    state,
                    $"State {report.Name(state)} is a pre-copy state but belongs to no session group. "
                        + "Let the arcs that lead to it open a session, or drop the mark.");
            }
        }
        else if (state == spec.Error)
        {
            // If an arc to the error state put it there, that arc is the mistake and has been reported.
            if (!spec.Arcs.Any(arc => arc.To == state && arc.Opens == described.Group))
            {
                Add(
                    report,
                    state,
                    $"The error state {report.Name(state)} belongs to the session group "
                        + $"'{described.Group}', but entering it closes every session. Take it out of the group.");
            }
        }
        else if (state == spec.Initial)
        {
            Add(
                report,
                state,
                $"The initial state {report.Name(state)} belongs to the session group "
                    + $"'{described.Group}', but no session is open after reset. Take it out of the group: no "
                    + "arc that leads to it may open a session.");
        }
    }

    private static void CheckArc(AuditReport report, SpecArc arc)
    {
        StatePair pair = new(arc.From, arc.To);
        string? entered = report.Spec.States[arc.To].Group;
        string? opened = report.Spec.OpenedBy(arc.From, arc.To);
        if (arc.Opens == opened)
        {
            return;
        }

        string name = $"The arc {report.Arrow(pair)}";
        if (arc.Opens is null)
        {
            Add(
                report,
                pair,
                $"{name} enters the session group '{opened}' from outside but does not say that it "
                    + "opens this session. Add Opens to the arc.");
        }
        else if (arc.Opens != entered)
        {
            string group = entered is null ? "no session group" : $"the session group '{entered}'";
            Add(
                report,
                pair,
                $"{name} says that it opens '{arc.Opens}', but {report.Name(arc.To)} belongs to "
                    + $"{group}. Let the arc open the group of its target, or give the target that group.");
        }
        else
        {
            Add(
                report,
                pair,
                $"{name} says that it opens '{arc.Opens}', but {report.Name(arc.From)} belongs to that "
                    + "session group too: the session is open already and goes on. Remove Opens from the arc.");
        }
    }

    private static void Add(AuditReport report, int state, string message) =>
        report.Add(AuditFindingKind.InconsistentSession, state, message);

    private static void Add(AuditReport report, StatePair pair, string message) =>
        report.Add(AuditFindingKind.InconsistentSession, pair, message);
}

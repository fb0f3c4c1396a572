using System.Collections.Generic;

namespace MigSdk.Spec;

/// <summary>Blocked pairs that do not take a path away.</summary>
internal static class BlockedPairAudit
{
    public static void Run(AuditReport report)
    {
        StateMachineSpec spec = report.Spec;
        if (spec.BlockedPairs.IsEmpty)
        {
            return;
        }

        SpecPlan unblocked = Planner.Plan(new StateMachineSpec(
            spec.Name, spec.States, spec.Features, spec.Arcs, [], spec.Initial, spec.Error, spec.SingleArcsOnly));
        HashSet<StatePair> seen = [];
        foreach (StatePair pair in spec.BlockedPairs)
        {
            string? reason = seen.Add(pair)
                ? ReasonAgainst(report, unblocked, pair)
                : "it is blocked already. Remove the repetition";
            if (reason is not null)
            {
                report.Add(
                    AuditFindingKind.BlockedPairBlocksNothing,
                    pair,
                    $"Blocking {report.Arrow(pair)} makes no sense: {reason}.");
            }
        }
    }

    private static string? ReasonAgainst(AuditReport report, SpecPlan unblocked, StatePair pair)
    {
        StateMachineSpec spec = report.Spec;
        if (pair.From == pair.To)
        {
            return "a state onto itself takes no step, and is always supported. Remove the blocked pair";
        }

        if (pair.From == spec.Error || pair.To == spec.Error)
        {
            return "nothing leads to or from the error state anyway. Remove the blocked pair";
        }

        if (spec.HasArc(pair.From, pair.To))
        {
            return "the spec has this very arc. Remove either the arc or the blocked pair";
        }

        // A state without the arcs that it needs has a finding of its own.
        bool hasPath = unblocked.HasPath(pair.From, pair.To) || report.IsCutOff(pair.From) || report.IsCutOff(pair.To);
        return hasPath ? null : spec.SingleArcsOnly
            ? "the spec allows single arcs only, and this is none. Remove the blocked pair"
            : "there is no path between these states anyway. Remove the blocked pair";
    }
}

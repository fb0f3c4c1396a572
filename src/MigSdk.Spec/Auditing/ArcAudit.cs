using System.Collections.Generic;

namespace MigSdk.Spec;

/// <summary>Arcs that cannot be taken, and arcs that are there twice.</summary>
internal static class ArcAudit
{
    public static void Run(AuditReport report)
    {
        HashSet<StatePair> seen = [];
        foreach (SpecArc arc in report.Spec.Arcs)
        {
            StatePair pair = new(arc.From, arc.To);
            if (!seen.Add(pair))
            {
                report.Add(
                    AuditFindingKind.DuplicateArc,
                    pair,
                    $"The arc {report.Arrow(pair)} is declared more than once. Remove all but one of "
                        + "the declarations.");
            }
            else if (arc.From == arc.To)
            {
                report.Add(
                    AuditFindingKind.SelfArc,
                    pair,
                    $"The arc {report.Arrow(pair)} leads from a state onto itself, which never takes a "
                        + "step. Remove the arc.");
            }
            else if (arc.From == report.Spec.Error || arc.To == report.Spec.Error)
            {
                report.Add(
                    AuditFindingKind.ArcAtErrorState,
                    pair,
                    $"The arc {report.Arrow(pair)} is at the error state: only a failure leads there, "
                        + "and only reset leads out. Remove the arc.");
            }
        }
    }
}

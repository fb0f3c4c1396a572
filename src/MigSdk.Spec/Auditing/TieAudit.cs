namespace MigSdk.Spec;

/// <summary>Pairs of states whose path the spec leaves open.</summary>
internal static class TieAudit
{
    public static void Run(AuditReport report)
    {
        foreach (UnsettledTie tie in report.Plan.Ties)
        {
            report.Add(
                AuditFindingKind.UnsettledTie,
                new StatePair(tie.From, tie.To),
                $"From {report.Name(tie.From)} to {report.Name(tie.To)} two paths are equally good: "
                    + $"{report.Arrows(tie.Path)} and {report.Arrows(tie.Other)}. Give an arc of one of them "
                    + "a higher Preference, block the pair, or declare that the spec has single arcs only.");
        }
    }
}

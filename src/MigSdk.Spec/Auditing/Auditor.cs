using System;
using System.Collections.Immutable;

namespace MigSdk.Spec;

/// <summary>Finds what is wrong with a spec in itself, before any driver is there.</summary>
public static class Auditor
{
    /// <summary>
    /// What is wrong with a spec, in an order that is always the same. Empty for a sound spec.
    /// </summary>
    /// <remarks>
    /// A mistake is reported once where that can be told: a state that cannot be reached, say, and not the states
    /// behind it nor the blocked pairs at it. A tie is reported for every pair of states that has one. All of it is
    /// certainly wrong, a feature that is not additive (<see cref="AuditFindingKind.NonAdditiveFeature"/>) excepted: that
    /// may be meant, but then drivers differ in more than the states that they have.
    /// </remarks>
    /// <param name="spec">The spec.</param>
    public static ImmutableArray<AuditFinding> Audit(StateMachineSpec spec)
    {
        if (spec is null)
        {
            throw new ArgumentNullException(nameof(spec));
        }

        AuditReport report = new(spec);
        StateAudit.Run(report);
        ArcAudit.Run(report);
        SessionAudit.Run(report);
        if (!report.Has(AuditFindingKind.InitialIsError))
        {
            ReachabilityAudit.Run(report);
        }

        BlockedPairAudit.Run(report);
        TieAudit.Run(report);
        FeatureAudit.Run(report);
        return report.Findings;
    }
}

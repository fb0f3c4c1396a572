using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>What tests ask of a compatibility report.</summary>
internal static class CompatibilityChecks
{
    public static CompatibilityReport Compare(StateMachineSpecBuilder old, StateMachineSpecBuilder current) =>
        SpecCompatibility.Compare(old.Build(), current.Build());

    /// <summary>The pairs with a change, as <c>A&gt;B A&gt;C</c>.</summary>
    public static string Pairs(CompatibilityReport report, TransitionChange change) =>
        string.Join(' ', report.Transitions
            .Where(t => t.Change == change)
            .Select(t => $"{report.Old.States[t.Pair.From].Name}>{report.Old.States[t.Pair.To].Name}"));

    public static TransitionCompatibility Transition(CompatibilityReport report, string from, string to) =>
        report.Transitions.Single(t => t.Pair == new StatePair(report.Old.Index(from), report.Old.Index(to)));

    public static void Shows(
        CompatibilityReport report, CompatibilityFindingKind kind, CompatibilityLevel level, string message)
    {
        CompatibilityFinding finding = Assert.Single(report.Findings, f => f.Kind == kind);
        Assert.Equal(level, finding.Level);
        Assert.Equal(message, finding.Message);
        Assert.True(report.Level >= level);
    }
}

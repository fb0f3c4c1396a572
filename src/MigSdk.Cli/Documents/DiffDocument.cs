using System.Collections.Immutable;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>A comparison of two specs as a document for scripts. What is unchanged is only counted.</summary>
internal sealed record DiffDocument(
    string Old,
    string New,
    CompatibilityLevel Level,
    int Unchanged,
    ImmutableArray<FindingDocument> Findings,
    ImmutableArray<ChangeDocument> Transitions)
{
    internal static DiffDocument Of(CompatibilityReport report) => new(
        report.Old.Name,
        report.New.Name,
        report.Level,
        report.Transitions.Count(transition => transition.Change == TransitionChange.Unchanged),
        [.. report.Findings.Select(finding => new FindingDocument(finding.Kind, finding.Level, finding.Message))],
        [.. report.Transitions
            .Where(transition => transition.Change != TransitionChange.Unchanged)
            .Select(transition => ChangeDocument.Of(report, transition))]);
}

/// <summary>A change of the spec as a whole, of a state or of a feature.</summary>
internal sealed record FindingDocument(CompatibilityFindingKind Kind, CompatibilityLevel Level, string Message);

/// <summary>What becomes of a transition: a driver with these features shows it to a host that sees those.</summary>
internal sealed record ChangeDocument(
    string From,
    string To,
    CompatibilityLevel Level,
    TransitionChange Change,
    string Detail,
    ImmutableArray<string> HostSees,
    ImmutableArray<string> DriverHas,
    ImmutableArray<string> Needs)
{
    internal static ChangeDocument Of(CompatibilityReport report, TransitionCompatibility transition) => new(
        report.Old.States[transition.Pair.From].Name,
        report.Old.States[transition.Pair.To].Name,
        transition.Level,
        transition.Change,
        transition.Detail,
        FeatureNames.Of(report.Old, transition.HostFeatures),
        FeatureNames.Of(report.New, transition.DriverFeatures),
        FeatureNames.Of(report.New, transition.Needs));
}

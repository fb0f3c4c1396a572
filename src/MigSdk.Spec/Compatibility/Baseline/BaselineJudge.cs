using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Looks up in a compatibility report what a changed fact is a part of.</summary>
internal sealed class BaselineJudge(CompatibilityReport report)
{
    private readonly Dictionary<(string From, string To), CompatibilityLevel> _pairs =
        report.Transitions.ToDictionary(
            transition => (
                report.Old.States[transition.Pair.From].Name,
                report.Old.States[transition.Pair.To].Name),
            transition => transition.Level);

    /// <summary>The change that a fact is, which is in one of the two baselines only.</summary>
    public BaselineChange Judge(BaselineFact fact, bool isAdded) =>
        Change(fact, isAdded, LevelOf(new BaselineLine(fact.Text), isAdded));

    /// <summary>The change that a fact is whose level is known.</summary>
    public static BaselineChange Change(BaselineFact fact, bool isAdded, CompatibilityLevel level) =>
        new(fact, isAdded, level switch
        {
            CompatibilityLevel.Breaking => BaselineChangeKind.Breaking,
            CompatibilityLevel.OptOut => BaselineChangeKind.OptOut,
            _ => isAdded ? BaselineChangeKind.Addition : BaselineChangeKind.Removal,
        });

    private CompatibilityLevel LevelOf(BaselineLine fact, bool isAdded) => fact.Kind switch
    {
        "initial" => LevelOf(finding => finding.Kind == CompatibilityFindingKind.InitialStateChanged),
        "error" => LevelOf(IsErrorState),
        "state" => LevelOf(finding => IsState(finding, fact.Name(1))),
        "feature" => LevelOf(finding => IsFeature(finding, fact.Name(1))),
        "arc" or "blocked" => _pairs.TryGetValue(fact.Pair(), out CompatibilityLevel level) ? level : default,

        // A path that was recorded, and that the old spec as planned today does not have, has been lost in between.
        "path" => _pairs.TryGetValue(fact.Pair(), out CompatibilityLevel level) ? level
            : isAdded ? CompatibilityLevel.Compatible : CompatibilityLevel.Breaking,
        _ => CompatibilityLevel.Compatible,
    };

    private static bool IsErrorState(CompatibilityFinding finding) => finding.Kind is
        CompatibilityFindingKind.ErrorStateAdded
        or CompatibilityFindingKind.ErrorStateChanged
        or CompatibilityFindingKind.ErrorStateRemoved;

    private bool IsState(CompatibilityFinding finding, string name) =>
        finding.State is int state
        && report.Old.States[state].Name == name
        && finding.Kind != CompatibilityFindingKind.InitialStateChanged
        && !IsErrorState(finding);

    private bool IsFeature(CompatibilityFinding finding, string name) =>
        finding.Feature is int feature && report.Old.Features[feature].Name == name;

    private CompatibilityLevel LevelOf(Func<CompatibilityFinding, bool> condition) =>
        report.Findings.Where(condition).Select(finding => finding.Level).DefaultIfEmpty().Max();
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>A spec as it stands in an enum's attributes, with the symbols that it was read from.</summary>
public sealed class SpecReading
{
    private readonly ConcurrentDictionary<IndexSet, DriverPlan> _plans = new();
    private SpecPlan? _plan;
    private ImmutableArray<AuditFinding> _findings;

    internal SpecReading(
        INamedTypeSymbol type,
        AttributeData attribute,
        StateMachineSpec? spec,
        INamedTypeSymbol? featureType,
        INamedTypeSymbol? driverInterface,
        int failurePolicy,
        SpecSources sources,
        ImmutableArray<SpecFault> faults,
        bool isHalfTyped)
    {
        Type = type;
        Attribute = attribute;
        Spec = spec;
        FeatureType = featureType;
        DriverInterface = driverInterface;
        FailurePolicy = failurePolicy;
        Sources = sources;
        Faults = faults;
        IsHalfTyped = isHalfTyped;
    }

    /// <summary>The enum.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>Its <c>[StateMachineSpec]</c>.</summary>
    public AttributeData Attribute { get; }

    /// <summary>The spec; null where it has no states or no initial one, so that there is nothing to plan.</summary>
    public StateMachineSpec? Spec { get; }

    /// <summary>The enum that <c>[Requires]</c> names; null where the spec has no features or only optional states.</summary>
    public INamedTypeSymbol? FeatureType { get; }

    /// <summary>The interface that the spec asks of its drivers.</summary>
    public INamedTypeSymbol? DriverInterface { get; }

    /// <summary>The policy of drivers that do not say one; a value of <c>MigSdk.FailurePolicy</c>.</summary>
    public int FailurePolicy { get; }

    /// <summary>Where the parts of the spec stand in the source.</summary>
    public SpecSources Sources { get; }

    /// <summary>What cannot be read as a part of a spec.</summary>
    public ImmutableArray<SpecFault> Faults { get; }

    /// <summary>Whether a part of the declaration has an error of the compiler's, so that the spec lacks that part.</summary>
    public bool IsHalfTyped { get; }

    /// <summary>What the auditor finds wrong with the spec; found once.</summary>
    public ImmutableArray<AuditFinding> Findings
    {
        get
        {
            if (_findings.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _findings, Spec is null ? [] : Auditor.Audit(Spec));
            return _findings;
        }
    }

    /// <summary>
    /// Whether the plan is what the spec's author means: everything could be read, and what the auditor finds does not
    /// touch a path. Where it is not, holding a driver against the plan would report the spec's mistake once more.
    /// </summary>
    public bool HasMeaningfulPlan =>
        Spec is not null && !IsHalfTyped && Faults.IsEmpty && Findings.All(LeavesPlanAlone);

    /// <summary>The plan for a driver with these features; made once for each set.</summary>
    public DriverPlan PlanFor(IndexSet features) =>
        _plans.GetOrAdd(features, set => (_plan ??= Planner.Plan(Spec!)).For(set));

    /// <summary>The plan of a driver that has every feature: what it does not support, no driver of the spec does.</summary>
    public DriverPlan FullPlan => PlanFor(IndexSet.Of([.. Enumerable.Range(0, Spec!.Features.Length)]));

    // The planner leaves such arcs out and such features aside, which is also what mends them. An arc that is blocked at
    // the same time has two meanings; any other blocked pair that blocks nothing changes nothing. A feature that is not
    // additive may be meant.
    private bool LeavesPlanAlone(AuditFinding finding) => finding.Kind switch
    {
        AuditFindingKind.SelfArc
            or AuditFindingKind.DuplicateArc
            or AuditFindingKind.ArcAtErrorState
            or AuditFindingKind.OptionalInitialState
            or AuditFindingKind.ErrorStateRequiresFeature
            or AuditFindingKind.NonAdditiveFeature => true,
        AuditFindingKind.BlockedPairBlocksNothing => finding.Pair is { } pair && !Spec!.HasArc(pair.From, pair.To),
        _ => false,
    };
}

/// <summary>Where the parts of a spec stand in the source; the indexes are those of the spec.</summary>
public sealed record SpecSources(
    ImmutableArray<IFieldSymbol> States, ImmutableArray<AttributeData> Arcs, ImmutableArray<AttributeData> BlockedPairs);

/// <summary>A part of a spec's declaration that makes no sense, and why.</summary>
public sealed record SpecFault(AttributeData Attribute, string Message);

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>A spec as it stands in an enum's attributes, with the symbols that it was read from.</summary>
public sealed class SpecReading
{
    private readonly ConcurrentDictionary<IndexSet, DriverPlan> _plans = new();
    private SpecPlan? _plan;

    internal SpecReading(
        INamedTypeSymbol type,
        AttributeData attribute,
        StateMachineSpec? spec,
        INamedTypeSymbol? featureType,
        INamedTypeSymbol? driverInterface,
        int failurePolicy,
        SpecSources sources,
        ImmutableArray<SpecFault> faults)
    {
        Type = type;
        Attribute = attribute;
        Spec = spec;
        FeatureType = featureType;
        DriverInterface = driverInterface;
        FailurePolicy = failurePolicy;
        Sources = sources;
        Faults = faults;
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

    /// <summary>The plan for a driver with these features; made once for each set.</summary>
    public DriverPlan PlanFor(IndexSet features) =>
        _plans.GetOrAdd(features, set => (_plan ??= Planner.Plan(Spec!)).For(set));
}

/// <summary>Where the parts of a spec stand in the source; the indexes are those of the spec.</summary>
public sealed record SpecSources(
    ImmutableArray<IFieldSymbol> States, ImmutableArray<AttributeData> Arcs, ImmutableArray<AttributeData> BlockedPairs);

/// <summary>A part of a spec's declaration that makes no sense, and why.</summary>
public sealed record SpecFault(AttributeData Attribute, string Message);

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>A driver as it stands in a class and its attributes, with the symbols that it was read from.</summary>
public sealed record DriverReading(
    INamedTypeSymbol Type,
    AttributeData Attribute,
    SpecReading? SpecReading,
    IndexSet Features,
    ImmutableArray<FeatureProblem> FeatureProblems,
    int FailurePolicy,
    bool IsSingleThreaded,
    ImmutableArray<ArcHandlerReading> ArcHandlers,
    ImmutableArray<BoundaryHandlerReading> BoundaryHandlers,
    ImmutableArray<HookReading> ResetHooks,
    ImmutableArray<HookReading> StopCopyLengthHooks)
{
    /// <summary>Whether the compiler cannot make out what the driver declares to support.</summary>
    public bool HasHalfTypedFeatures { get; init; }

    /// <summary>Whether the compiler cannot make out some attribute of a method, which may be the one for a missing arc.</summary>
    public bool HasHalfTypedHandlers { get; init; }

    /// <summary>The handler attributes of the class that speak of states of another enum than the driver's spec.</summary>
    public ImmutableArray<ForeignUse> ForeignUses { get; init; } = [];

    /// <summary>Whether the plan is what spec and driver mean, so that the driver can be held against it.</summary>
    public bool HasMeaningfulPlan => !HasHalfTypedFeatures && SpecReading is { HasMeaningfulPlan: true };

    /// <summary>The spec, where there is one to plan.</summary>
    public StateMachineSpec? Spec => SpecReading?.Spec;

    /// <summary>The plan for what the driver declares. Only where <see cref="Spec"/> is not null.</summary>
    public DriverPlan Plan => SpecReading!.PlanFor(Features);
}

using System.Collections.Immutable;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>A spec, or a driver with its spec, as a command found it.</summary>
/// <param name="Name">Its full name, as it can be typed after the colon.</param>
/// <param name="Spec">The spec.</param>
internal sealed record SpecTarget(string Name, StateMachineSpec Spec)
{
    /// <summary>The features that the driver declares; null where this is a spec and no driver.</summary>
    internal IndexSet? DriverFeatures { get; init; }

    /// <summary>What is wrong with the declaration in its place, beyond what the auditor finds in the spec.</summary>
    internal ImmutableArray<string> Faults { get; init; } = [];

    internal bool IsDriver => DriverFeatures is not null;

    /// <summary>The plan of the driver; of a spec, that of a driver with all of its features.</summary>
    internal DriverPlan Plan => Planner.Plan(Spec).For(DriverFeatures ?? FeatureNames.All(Spec));
}

using System;

namespace MigSdk;

/// <summary>
/// Makes a partial class a driver of the VFIO migration FSM: the generator adds the members of
/// <see cref="IMigrationDriver"/>, and the analyzers hold the class's arcs against the spec.
/// </summary>
/// <param name="features">
/// What the driver supports beside <see cref="MigrationFeatures.StopCopy"/>, which is always in it.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MigrationDriverAttribute(MigrationFeatures features = MigrationFeatures.StopCopy) : Attribute
{
    /// <summary>What the driver supports; <see cref="MigrationFeatures.StopCopy"/> is always in it.</summary>
    public MigrationFeatures Features { get; } = features | MigrationFeatures.StopCopy;

    /// <summary>What a failed transition leaves. The spec's own policy where it is not said.</summary>
    public FailurePolicy FailurePolicy { get; set; }

    /// <summary>
    /// Whether the driver is only ever used from one thread. It then pays nothing for mutual exclusion; use from a
    /// second thread is detected in debug builds of the driver. False by default.
    /// </summary>
    public bool SingleThreaded { get; set; }
}

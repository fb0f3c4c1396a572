using System;

namespace MigSdk.Host;

/// <summary>
/// Learns in one go whether a device supports everything that a host intends to do with it, before anything is done.
/// </summary>
/// <remarks>
/// It asks nothing of the device but its constant answers. The transitions that <see cref="LiveMigration"/> uses are
/// those of <see cref="MigrationPlan"/>; it probes both ends itself.
/// </remarks>
public static class Probe
{
    /// <summary>Holds what a host intends to use against what a device supports.</summary>
    /// <param name="backend">The device.</param>
    /// <param name="intended">Every transition that the host intends to ask for.</param>
    /// <returns>What is supported and what is missing.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ProbeResult Run(IMigrationBackend backend, TransitionSet<MigrationState> intended)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(intended);
        return new ProbeResult(backend.Features, backend.SupportedTransitions, intended);
    }
}

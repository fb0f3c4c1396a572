using System;

namespace MigSdk.Host;

/// <summary>What must hold before a migration changes anything.</summary>
internal static class Preconditions
{
    /// <exception cref="MigrationException">EOPNOTSUPP; the message lists what is missing at both ends.</exception>
    internal static void ThrowIfIncomplete(ProbeResult source, ProbeResult destination)
    {
        if (source.IsComplete && destination.IsComplete)
            return;
        string message = (source.IsComplete ? "" : source.Describe("The source"))
            + (source.IsComplete || destination.IsComplete ? "" : " ")
            + (destination.IsComplete ? "" : destination.Describe("The destination"));
        throw new MigrationException(Errno.EOPNOTSUPP, message);
    }

    /// <exception cref="MigrationException">EBUSY where the source is not in RUNNING.</exception>
    internal static void ThrowIfNotRunning(MigrationState source)
    {
        if (source != MigrationState.Running)
        {
            string remedy = source == MigrationState.Error ? "reset it" : "bring it to Running";
            throw new MigrationException(
                Errno.EBUSY, $"The source is in {source}, and a migration begins in Running: {remedy} first.");
        }
    }

    /// <exception cref="MigrationException">EBUSY where the destination is not in its initial state.</exception>
    internal static void ThrowIfNotInitial(MigrationState destination)
    {
        if (destination != MigrationState.Running)
        {
            throw new MigrationException(
                Errno.EBUSY,
                $"The destination is in {destination}, and a migration begins in its initial state Running: reset it "
                + "first, or use a device that nothing else uses.");
        }
    }

    /// <exception cref="ArgumentException">Both ends are the same device.</exception>
    internal static void ThrowIfSame(IMigrationBackend source, IMigrationBackend destination)
    {
        if (ReferenceEquals(source, destination))
            throw new ArgumentException("Source and destination are the same back end.", nameof(destination));
    }
}

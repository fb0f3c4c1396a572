using System;
using System.Collections.Generic;

namespace MigSdk.Host;

/// <summary>A migration that was not received as it should be, and whether the destination runs now.</summary>
/// <remarks>
/// "Runs" means that it works on the source's state. After a reset it is in RUNNING too, but with nothing in it.
/// </remarks>
public sealed class MigrationReceiverException : MigrationException
{
    /// <summary>Creates the failure of a receiver.</summary>
    /// <param name="errno">The errno of the first failure.</param>
    /// <param name="phase">The phase in which it happened.</param>
    /// <param name="destinationRuns">Whether the destination runs now; null where that is not known.</param>
    /// <param name="message">What went wrong, and whether the destination runs.</param>
    /// <param name="innerException">The first failure.</param>
    public MigrationReceiverException(
        Errno errno, MigrationPhase phase, bool? destinationRuns, string message, Exception? innerException = null)
        : base(errno, message, innerException)
    {
        Phase = phase;
        DestinationRuns = destinationRuns;
    }

    /// <summary>The migration's id, which the sender's report bears too; null where no sender has greeted.</summary>
    public Guid? Migration { get; init; }

    /// <summary>The phase, as the sender had reported it.</summary>
    public MigrationPhase Phase { get; }

    /// <summary>
    /// Whether the destination runs now; null where that is not known, since it does not answer. False means that it
    /// does not, and will not by this migration.
    /// </summary>
    public bool? DestinationRuns { get; }

    /// <summary>
    /// Whether the destination may have worked on the source's state for a moment. If not, nothing is lost when the
    /// source goes on.
    /// </summary>
    public bool MayHaveRun { get; init; }

    /// <summary>The state in which the destination is now; null where that is not known.</summary>
    public MigrationState? DestinationState { get; init; }

    /// <summary>
    /// Which side runs, by the sender's last word; null where the connection was lost without one.
    /// </summary>
    public RunningSide? SenderReport { get; init; }

    /// <summary>Every request to the device, in the order in which they were made.</summary>
    public IReadOnlyList<MigrationRequest> Requests { get; init; } = [];

    /// <summary>What else has failed after the first failure, in its order.</summary>
    public IReadOnlyList<Exception> RecoveryFailures { get; init; } = [];
}

using System;
using System.Collections.Generic;

namespace MigSdk.Host;

/// <summary>A migration that did not succeed, and which side runs now.</summary>
/// <remarks>
/// The errno is that of the first failure; ECANCELED where the host has cancelled, ETIMEDOUT where a time limit ended
/// it.
/// </remarks>
public sealed class LiveMigrationException : MigrationException
{
    /// <summary>Creates the failure of a migration.</summary>
    /// <param name="errno">The errno of the first failure.</param>
    /// <param name="phase">The phase in which it happened.</param>
    /// <param name="runningSide">Which side runs now.</param>
    /// <param name="message">What went wrong, and which side runs.</param>
    /// <param name="innerException">The first failure.</param>
    public LiveMigrationException(
        Errno errno, MigrationPhase phase, RunningSide runningSide, string message, Exception? innerException = null)
        : base(errno, message, innerException)
    {
        Phase = phase;
        RunningSide = runningSide;
    }

    /// <summary>The phase in which the first failure happened.</summary>
    public MigrationPhase Phase { get; }

    /// <summary>Which side runs now.</summary>
    public RunningSide RunningSide { get; }

    /// <summary>
    /// Whether the source could be brought back only by a reset: it is in RUNNING, without what it held before.
    /// </summary>
    public bool SourceWasReset { get; init; }

    /// <summary>The state in which the source is now; null where that is not known.</summary>
    public MigrationState? SourceState { get; init; }

    /// <summary>The state in which the destination is now; null where that is not known.</summary>
    public MigrationState? DestinationState { get; init; }

    /// <summary>Every request, in the order in which they were made, those of the recovery included.</summary>
    public IReadOnlyList<MigrationRequest> Requests { get; init; } = [];

    /// <summary>What else has failed after the first failure, in its order.</summary>
    public IReadOnlyList<Exception> RecoveryFailures { get; init; } = [];
}

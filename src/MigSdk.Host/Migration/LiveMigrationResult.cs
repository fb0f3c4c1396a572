using System;
using System.Collections.Generic;

namespace MigSdk.Host;

/// <summary>A migration that has succeeded: the destination runs, and the source is stopped.</summary>
public sealed record LiveMigrationResult
{
    /// <summary>How many bytes were transferred.</summary>
    public required long BytesTransferred { get; init; }

    /// <summary>How many pre-copy rounds there were.</summary>
    public required int Rounds { get; init; }

    /// <summary>
    /// The time from the moment before the source was asked to leave its running states to the moment when the
    /// destination was in one of its own.
    /// </summary>
    public required TimeSpan Downtime { get; init; }

    /// <summary>The whole time.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long each phase took. A phase that the source does not have is not in it.</summary>
    public required IReadOnlyDictionary<MigrationPhase, TimeSpan> Phases { get; init; }

    /// <summary>Every request, in the order in which they were made.</summary>
    public required IReadOnlyList<MigrationRequest> Requests { get; init; }

    /// <summary>The state in which the source is left; null where it does not answer.</summary>
    public required MigrationState? SourceState { get; init; }

    /// <summary>
    /// Why the source did not follow the last request, to close its stream (STOP); null where it did. It had stopped
    /// before and stays so, in STOP_COPY or ERROR, unless somebody else resets it. The migration does not reset it,
    /// since a reset leads to RUNNING: dispose of it.
    /// </summary>
    public required MigrationException? SourceStopFailure { get; init; }

    /// <summary>What the progress observer threw after the destination ran; null where it did not.</summary>
    public required Exception? ProgressFailure { get; init; }
}

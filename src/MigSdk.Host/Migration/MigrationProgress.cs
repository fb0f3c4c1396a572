using System;
using System.Collections.Generic;

namespace MigSdk.Host;

/// <summary>How far a migration is. Nothing in it ever goes back, except the estimates and the rate.</summary>
public sealed record MigrationProgress
{
    /// <summary>The phase.</summary>
    public required MigrationPhase Phase { get; init; }

    /// <summary>Every request so far, in the order in which they ended.</summary>
    public required IReadOnlyList<MigrationRequest> Requests { get; init; }

    /// <summary>The last request of the source; null before the first.</summary>
    public required MigrationRequest? LastSourceRequest { get; init; }

    /// <summary>The last request of the destination; null before the first.</summary>
    public required MigrationRequest? LastDestinationRequest { get; init; }

    /// <summary>The pre-copy round: 1 in the first; 0 before.</summary>
    public required int Round { get; init; }

    /// <summary>How many bytes the destination has taken so far.</summary>
    public required long BytesTransferred { get; init; }

    /// <summary>
    /// The rate of the round or of the stop-copy that is in progress, in bytes per second; 0 before the first transfer,
    /// infinite where it was too fast to measure.
    /// </summary>
    public required double BytesPerSecond { get; init; }

    /// <summary>The source's last pre-copy estimates; null where it has given none, and after the pre-copy.</summary>
    public required PreCopyInfo? PreCopy { get; init; }

    /// <summary>The time since the migration began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// The downtime so far; null before it begins. After a recovery it goes on until the source runs again.
    /// </summary>
    public required TimeSpan? Downtime { get; init; }
}

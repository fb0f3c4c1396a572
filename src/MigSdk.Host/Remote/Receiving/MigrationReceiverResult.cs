using System;
using System.Collections.Generic;

namespace MigSdk.Host;

/// <summary>A migration that was received: the device runs, on the source's state.</summary>
public sealed record MigrationReceiverResult
{
    /// <summary>The migration's id, which the sender's report bears too.</summary>
    public required Guid Migration { get; init; }

    /// <summary>How many bytes the device has taken.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>
    /// The downtime by the sender's clock, and from its last report on by this host's; null where the sender has
    /// reported none.
    /// </summary>
    public required TimeSpan? Downtime { get; init; }

    /// <summary>The time since the connection began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Every request to the device, in the order in which they were made.</summary>
    public required IReadOnlyList<MigrationRequest> Requests { get; init; }

    /// <summary>
    /// Whether the sender has said that it knows. If not, the connection was lost after the device was told to run and
    /// before that: the sender may report <see cref="RunningSide.Unknown"/>, and its source is stopped and must stay so.
    /// </summary>
    public required bool IsKnownToSender { get; init; }

    /// <summary>What the progress observer threw after the device was told to run; null where it did not.</summary>
    public required Exception? ProgressFailure { get; init; }
}

using System;
using System.Threading;

namespace MigSdk.VfioUser;

/// <summary>How a client speaks to a vfio-user server. A value out of range is refused when it is set.</summary>
public sealed class VfioUserClientOptions
{
    private const int SmallestTransfer = 4096;
    private const int LargestTransfer = 16 * 1024 * 1024;

    /// <summary>
    /// The longest time for the server to take a message, and to answer one that is not part of a migration; 10 s by
    /// default; it may be infinite. A server that does not take a message by then is taken for lost. What belongs to a
    /// migration may take longer than anybody could say here: its host limits that.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 49 days.</exception>
    public TimeSpan ReplyTimeout
    {
        get;
        init => field = value == Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value <= TimeSpan.FromDays(49))
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(ReplyTimeout), value, "The time must be positive, at most 49 days, or infinite.");
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The most data that goes with one message (4,096 to 16,777,216 bytes); the server may know a smaller limit. 1 MiB
    /// by default, as in the protocol.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxTransfer
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, SmallestTransfer, nameof(MaxTransfer));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestTransfer, nameof(MaxTransfer));
            field = value;
        }
    } = 1024 * 1024;

    /// <summary>
    /// Whether the client offers what MigSdk's own servers have beyond the protocol. True by default; without it a
    /// MigSdk server is driven as any other one is.
    /// </summary>
    public bool OffersExtensions { get; init; } = true;
}

using System;

namespace MigSdk.Host;

/// <summary>
/// How the two hosts of a migration keep their connection. Each end has its own; neither needs to know the other's. A
/// value out of range is refused when it is set.
/// </summary>
public sealed class LinkOptions
{
    internal const int SmallestChunk = 4096;
    internal const int LargestChunk = 16 * 1024 * 1024;
    internal const int LargestWindow = 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// After which silence the other host is taken for lost; also the longest time for the greeting and for one frame
    /// to be taken. 10 s by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 10 ms or above a day.</exception>
    public TimeSpan PeerTimeout { get; init => field = Limit(value, nameof(PeerTimeout)); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often an end that has nothing else to say shows that it is there. 1 s by default; oftener where the other
    /// end's <see cref="PeerTimeout"/> calls for it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 10 ms or above a day.</exception>
    public TimeSpan KeepAliveInterval { get; init => field = Limit(value, nameof(KeepAliveInterval)); } =
        TimeSpan.FromSeconds(1);

    /// <summary>
    /// The most bytes of state in one frame (4,096 to 16,777,216); the smaller one of the two ends counts. 256 KiB by
    /// default. A cancelled migration waits for the frame that is on its way.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int ChunkSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, SmallestChunk, nameof(ChunkSize));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestChunk, nameof(ChunkSize));
            field = value;
        }
    } = 256 * 1024;

    /// <summary>
    /// How many frames of state a receiver takes (1 to 1,024) before it has answered the first of them. 8 by default;
    /// with <see cref="ChunkSize"/> that bounds what it keeps in memory, and how much is under way on a long line.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int Window
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Window));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestWindow, nameof(Window));
            field = value;
        }
    } = 8;

    /// <summary>
    /// The clock by which the other end's silence is measured, and a receiver's time limits too. The system's by default.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(TimeProvider));
    } = TimeProvider.System;

    private static TimeSpan Limit(TimeSpan value, string name) =>
        value >= TimeSpan.FromMilliseconds(10) && value <= Longest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "The time must be from 10 ms to a day.");
}

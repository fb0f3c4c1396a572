using System;

namespace MigSdk.Uapi;

/// <summary>The part of a device that knows which memory it has written by DMA.</summary>
/// <remarks>
/// What comes here has been checked by <see cref="DmaLogging"/>, and comes one call at a time. An error is thrown as a
/// <see cref="MigrationException"/>; the host then takes all memory to be dirty.
/// </remarks>
public interface IDmaLogger
{
    /// <summary>Begins to log.</summary>
    /// <param name="pageSize">The granularity in bytes that the host would like, a power of two; 0 where it has no wish.</param>
    /// <param name="ranges">What to log: ranges that do not overlap. None stands for all memory.</param>
    void Start(ulong pageSize, ReadOnlySpan<DmaRange> ranges);

    /// <summary>Ends the logging.</summary>
    void Stop();

    /// <summary>Marks what was written since it was last asked, and forgets it.</summary>
    /// <param name="dirty">The part of memory that is asked about, and where to mark.</param>
    void ReadAndClear(DirtyBitmap dirty);
}

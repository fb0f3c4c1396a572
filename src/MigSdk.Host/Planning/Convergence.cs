using System;

namespace MigSdk.Host;

/// <summary>When a pre-copy has brought enough over, as pure functions.</summary>
internal static class Convergence
{
    /// <summary>Whether what is left can be transferred within the downtime target.</summary>
    /// <param name="left">The device's estimates; null where it gives none.</param>
    /// <param name="drained">Whether the last read found no data.</param>
    /// <param name="bytesPerSecond">
    /// The rate that was measured; infinite where it was too fast to measure, 0 where nothing was.
    /// </param>
    /// <param name="target">The downtime target.</param>
    internal static bool IsReached(PreCopyInfo? left, bool drained, double bytesPerSecond, TimeSpan target)
    {
        if (left is not { } info)
            return drained;
        if (info.InitialBytes > 0)
            return false;
        return info.DirtyBytes <= 0
            || (bytesPerSecond > 0 && info.DirtyBytes / bytesPerSecond <= target.TotalSeconds);
    }

    /// <summary>
    /// How many bytes belong to the next round: what the device has now. A busy device makes new data as fast as it is
    /// read, so that "until no data is left" would be a round without an end.
    /// </summary>
    /// <param name="left">The device's estimates; null where it gives none.</param>
    /// <param name="stopCopyLength">The estimate of the whole stream; null where there is none.</param>
    /// <param name="bufferSize">The size of one read, in bytes.</param>
    internal static long RoundBytes(PreCopyInfo? left, long? stopCopyLength, int bufferSize)
    {
        if (left is not { } info)
            return Math.Max(stopCopyLength ?? 0, 64L * bufferSize);
        long initial = Math.Max(info.InitialBytes, 0);
        long dirty = Math.Max(info.DirtyBytes, 0);
        return Math.Max(initial > long.MaxValue - dirty ? long.MaxValue : initial + dirty, bufferSize);
    }

    /// <summary>The rate of a transfer, in bytes per second.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="elapsed">How long they took.</param>
    /// <param name="before">The rate that counts while nothing is transferred.</param>
    internal static double Rate(long bytes, TimeSpan elapsed, double before)
    {
        if (bytes == 0)
            return before;
        return elapsed > TimeSpan.Zero ? bytes / elapsed.TotalSeconds : double.PositiveInfinity;
    }
}

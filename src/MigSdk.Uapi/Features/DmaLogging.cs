using System;
using System.Numerics;
using System.Threading;

namespace MigSdk.Uapi;

/// <summary>A device's DMA logging as the uAPI lays it down, over what the device itself can do.</summary>
/// <remarks>It is independent of the migration state. All members may be called from any thread.</remarks>
/// <param name="logger">The device's part.</param>
public sealed class DmaLogging(IDmaLogger logger)
{
    /// <summary>The most ranges that <see cref="Start"/> takes: as many as fit into a page of 4096 bytes.</summary>
    public const int MaxRanges = 4096 / DmaRange.Size;

    private const ulong MinPageSize = 4096;

    private readonly Lock _lock = new();
    private bool _isActive;

    /// <summary>Whether the device logs.</summary>
    public bool IsActive
    {
        get
        {
            lock (_lock)
                return _isActive;
        }
    }

    /// <summary>Begins to log (<c>VFIO_DEVICE_FEATURE_DMA_LOGGING_START</c>).</summary>
    /// <param name="pageSize">The granularity in bytes that the host would like: a power of two, or 0.</param>
    /// <param name="ranges">What to log.</param>
    /// <param name="noneIsAll">
    /// Whether no range at all stands for all memory, as in the vfio-user protocol; in the kernel's it is an error.
    /// </param>
    /// <exception cref="MigrationException">
    /// EINVAL where it logs already, there is no range, ranges overlap, are empty or not aligned to
    /// <paramref name="pageSize"/>, or that is no power of two; E2BIG above <see cref="MaxRanges"/>; EOVERFLOW where a range
    /// ends above the last address; else the device's errno.
    /// </exception>
    public void Start(ulong pageSize, ReadOnlySpan<DmaRange> ranges, bool noneIsAll = false)
    {
        if (ranges.IsEmpty && !noneIsAll)
            throw new MigrationException(Errno.EINVAL, "DMA logging needs at least one range.");
        if (ranges.Length > MaxRanges)
            throw new MigrationException(Errno.E2BIG, $"DMA logging takes {MaxRanges} ranges; there are {ranges.Length}.");
        if (pageSize != 0 && !BitOperations.IsPow2(pageSize))
            throw new MigrationException(Errno.EINVAL, $"The page size must be a power of two; it is {pageSize}.");
        CheckRanges(pageSize, ranges);
        lock (_lock)
        {
            if (_isActive)
                throw new MigrationException(Errno.EINVAL, "DMA logging was started before; stop it first.");
            logger.Start(pageSize, ranges);
            _isActive = true;
        }
    }

    /// <summary>Ends the logging (<c>VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP</c>). Does nothing where the device does not log.</summary>
    /// <exception cref="MigrationException">The device's errno.</exception>
    public void Stop()
    {
        lock (_lock)
        {
            if (!_isActive)
                return;
            _isActive = false;
            logger.Stop();
        }
    }

    /// <summary>Checks what a report asks for.</summary>
    /// <param name="iova">The first address.</param>
    /// <param name="length">The length in bytes.</param>
    /// <param name="pageSize">How many bytes a bit stands for.</param>
    /// <exception cref="MigrationException">
    /// EINVAL where <paramref name="pageSize"/> is no power of two of at least 4096, or <paramref name="length"/> is 0;
    /// EOVERFLOW where the range ends above the last address.
    /// </exception>
    public static void CheckReport(ulong iova, ulong length, ulong pageSize)
    {
        if (pageSize < MinPageSize || !BitOperations.IsPow2(pageSize))
            throw new MigrationException(Errno.EINVAL, $"The page size must be a power of two of at least {MinPageSize}; it is {pageSize}.");
        if (length == 0)
            throw new MigrationException(Errno.EINVAL, "The range of a report is empty.");
        if (length > ulong.MaxValue - iova)
            throw new MigrationException(Errno.EOVERFLOW, $"The range at 0x{iova:x} ends above the last address.");
    }

    /// <summary>
    /// Marks what was written since the last report, and forgets it (<c>VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT</c>).
    /// </summary>
    /// <param name="dirty">The part of memory that is asked about, and where to mark.</param>
    /// <exception cref="MigrationException">EINVAL where the device does not log; else its errno.</exception>
    public void Report(DirtyBitmap dirty)
    {
        CheckReport(dirty.Iova, dirty.Length, dirty.PageSize);
        lock (_lock)
        {
            if (!_isActive)
                throw new MigrationException(Errno.EINVAL, "DMA logging was not started.");
            logger.ReadAndClear(dirty);
        }
    }

    private static void CheckRanges(ulong pageSize, ReadOnlySpan<DmaRange> ranges)
    {
        ulong mask = pageSize == 0 ? 0 : pageSize - 1;
        foreach (DmaRange range in ranges)
        {
            if (range.Length == 0 || ((range.Iova | range.Length) & mask) != 0)
                throw new MigrationException(Errno.EINVAL, $"{Name(range)} is empty or not aligned to {pageSize} bytes.");
            if (range.Length > ulong.MaxValue - range.Iova)
                throw new MigrationException(Errno.EOVERFLOW, $"{Name(range)} ends above the last address.");
        }

        DmaRange[] sorted = ranges.ToArray();
        Array.Sort(sorted, (a, b) => a.Iova.CompareTo(b.Iova));
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Iova < sorted[i - 1].Iova + sorted[i - 1].Length)
                throw new MigrationException(Errno.EINVAL, $"{Name(sorted[i - 1])} and {Name(sorted[i])} overlap.");
        }
    }

    private static string Name(DmaRange range) => $"The range at 0x{range.Iova:x} of 0x{range.Length:x} bytes";
}

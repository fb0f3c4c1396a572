using System;
using System.Collections.Generic;

namespace MigSdk.Uapi.Tests;

/// <summary>A device that has written some ranges.</summary>
internal sealed class Logger : IDmaLogger
{
    public List<DmaRange> Written { get; } = [];

    public DmaRange[]? Logged { get; private set; }

    public ulong PageSize { get; private set; }

    public bool Fails { get; set; }

    public void Start(ulong pageSize, ReadOnlySpan<DmaRange> ranges)
    {
        ThrowIfTold();
        PageSize = pageSize;
        Logged = ranges.ToArray();
    }

    public void Stop()
    {
        ThrowIfTold();
        Logged = null;
    }

    public void ReadAndClear(DirtyBitmap dirty)
    {
        ThrowIfTold();
        for (int i = Written.Count - 1; i >= 0; i--)
        {
            DmaRange range = Written[i];
            dirty.Mark(range.Iova, range.Length);
            if (range.Iova >= dirty.Iova && range.Iova + range.Length <= dirty.Iova + dirty.Length)
                Written.RemoveAt(i);
        }
    }

    private void ThrowIfTold()
    {
        if (Fails)
            throw new MigrationException(Errno.ENOMEM, "Told to.");
    }
}

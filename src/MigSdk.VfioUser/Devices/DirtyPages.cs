using System;
using System.Collections.Generic;
using System.Numerics;
using System.Threading;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>Which pages of guest memory a device has written since it was last asked.</summary>
internal sealed class DirtyPages : IDmaLogger
{
    private const int PageShift = 12;
    private const int WordShift = 6;

    // A chunk stands for 16 MiB: small enough to look through, and few enough to find.
    private const int ChunkWords = 64;
    private const int ChunkShift = PageShift + WordShift + 6;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, ulong[]> _chunks = [];
    private volatile bool _isActive;

    // Null stands for all memory.
    private DmaRange[]? _ranges;

    /// <summary>Notes a write that has been carried out.</summary>
    internal void Mark(ulong address, ulong length)
    {
        if (!_isActive || length == 0)
            return;
        lock (_lock)
        {
            if (!_isActive)
                return;
            if (_ranges is null)
            {
                MarkPages(address, address + (length - 1));
                return;
            }

            foreach (DmaRange range in _ranges)
            {
                ulong first = Math.Max(address, range.Iova);
                ulong last = Math.Min(address + (length - 1), range.Iova + (range.Length - 1));
                if (first <= last)
                    MarkPages(first, last);
            }
        }
    }

    public void Start(ulong pageSize, ReadOnlySpan<DmaRange> ranges)
    {
        lock (_lock)
        {
            _chunks.Clear();
            _ranges = ranges.IsEmpty ? null : ranges.ToArray();
            _isActive = true;
        }
    }

    public void Stop()
    {
        lock (_lock)
        {
            _isActive = false;
            _chunks.Clear();
            _ranges = null;
        }
    }

    public void ReadAndClear(DirtyBitmap dirty)
    {
        ulong last = dirty.Iova + (dirty.Length - 1);
        lock (_lock)
        {
            // Whichever are fewer: the chunks that there are, or those that are asked about.
            ulong firstChunk = dirty.Iova >> ChunkShift;
            ulong lastChunk = last >> ChunkShift;
            if (lastChunk - firstChunk < (ulong)_chunks.Count)
            {
                for (ulong chunk = firstChunk; chunk <= lastChunk; chunk++)
                {
                    if (_chunks.TryGetValue(chunk, out ulong[]? words))
                        Report(dirty, last, chunk, words);
                }

                return;
            }

            foreach ((ulong chunk, ulong[] words) in _chunks)
            {
                if (chunk >= firstChunk && chunk <= lastChunk)
                    Report(dirty, last, chunk, words);
            }
        }
    }

    private static void Report(DirtyBitmap dirty, ulong last, ulong chunk, ulong[] words)
    {
        for (int word = 0; word < words.Length; word++)
        {
            ulong rest = words[word];
            while (rest != 0)
            {
                int bit = BitOperations.TrailingZeroCount(rest);
                rest &= rest - 1;
                ulong page = (chunk << ChunkShift) + ((((ulong)word << WordShift) + (ulong)bit) << PageShift);
                // A page that is only partly asked about stays dirty for who asks about its rest.
                ulong lastOfPage = page + ((1UL << PageShift) - 1);
                if (lastOfPage < dirty.Iova || page > last)
                    continue;
                dirty.Mark(page, 1UL << PageShift);
                if (page >= dirty.Iova && lastOfPage <= last)
                    words[word] &= ~(1UL << bit);
            }
        }
    }

    private void MarkPages(ulong first, ulong last)
    {
        ulong lastPage = last >> PageShift;
        for (ulong page = first >> PageShift; ; page++)
        {
            ulong index = page >> (ChunkShift - PageShift);
            if (!_chunks.TryGetValue(index, out ulong[]? words))
                _chunks.Add(index, words = new ulong[ChunkWords]);
            int bit = (int)(page & ((1 << (ChunkShift - PageShift)) - 1));
            words[bit >> WordShift] |= 1UL << (bit & 63);
            if (page == lastPage)
                return;
        }
    }
}

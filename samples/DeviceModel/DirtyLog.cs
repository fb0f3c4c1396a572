using System;
using System.Numerics;
using System.Threading;

namespace Samples.Devices;

/// <summary>
/// Which pages are to be read: at first all, then those that the device has written since they were last taken. A bit for
/// each, for one reader beside the device.
/// </summary>
/// <remarks>
/// The device writes a page and then marks it; the reader takes the mark and then copies the page. A copy that is torn
/// by a write is thereby always followed by another.
/// </remarks>
public sealed class DirtyLog : IDisposable
{
    private const int BitsPerWord = 64;

    private readonly Device _device;
    private readonly long[] _words;
    private readonly Action? _pagesDirtied;
    private int _count;

    internal DirtyLog(Device device, Action? pagesDirtied)
    {
        _device = device;
        _pagesDirtied = pagesDirtied;
        _count = device.PageCount;
        _words = new long[(_count + BitsPerWord - 1) / BitsPerWord];
        Array.Fill(_words, -1);
        if (_count % BitsPerWord != 0)
            _words[^1] = (1L << (_count % BitsPerWord)) - 1;
    }

    /// <summary>How many pages are marked. What is marked or taken meanwhile may be in it or not.</summary>
    public int Count => Math.Max(0, Volatile.Read(ref _count));

    /// <summary>How many of the pages below one are marked.</summary>
    /// <param name="page">The first page that does not count.</param>
    /// <returns>A number of pages; what is marked or taken meanwhile may be in it or not.</returns>
    public int CountBelow(int page)
    {
        int count = 0;
        for (int i = 0; i < page / BitsPerWord; i++)
            count += BitOperations.PopCount((ulong)Volatile.Read(ref _words[i]));
        int rest = page % BitsPerWord;
        if (rest != 0)
            count += BitOperations.PopCount((ulong)Volatile.Read(ref _words[page / BitsPerWord]) & ((1UL << rest) - 1));
        return count;
    }

    /// <summary>
    /// Takes the mark off the next marked page, in a circle. The caller copies the page after that, not before.
    /// </summary>
    /// <param name="start">Where to begin to look.</param>
    /// <param name="page">The page's index.</param>
    /// <returns>False where no page is marked.</returns>
    public bool TryTakeNext(int start, out int page)
    {
        int first = start / BitsPerWord % _words.Length;
        for (int i = 0; i <= _words.Length; i++)
        {
            int word = (first + i) % _words.Length;
            ulong bits = (ulong)Volatile.Read(ref _words[word]);
            if (i == 0)
                bits &= ulong.MaxValue << (start % BitsPerWord);
            if (bits == 0)
                continue;
            int bit = BitOperations.TrailingZeroCount(bits);
            Interlocked.And(ref _words[word], ~(1L << bit));
            Interlocked.Decrement(ref _count);
            page = (word * BitsPerWord) + bit;
            return true;
        }

        page = -1;
        return false;
    }

    /// <summary>Ends the tracking; a log that was begun later is not touched.</summary>
    public void Dispose() => _device.EndDirtyLog(this);

    internal void TellPagesDirtied() => _pagesDirtied?.Invoke();

    internal void Mark(int page)
    {
        // Without looking first whether it is marked: it takes the fence to have the page's bytes before the mark.
        long bit = 1L << (page % BitsPerWord);
        if ((Interlocked.Or(ref _words[page / BitsPerWord], bit) & bit) == 0)
            Interlocked.Increment(ref _count);
    }
}

using System;
using System.Runtime.InteropServices;

namespace Samples.Devices;

/// <summary>
/// What an item of work does, as a pure function of the job's seed and the item's sequence number: so what the memory
/// must hold after any number of items can be told without having watched.
/// </summary>
internal static class WorkPattern
{
    internal const int ItemsPerInterrupt = 32;
    internal const int ItemsPerPeerMessage = 64;

    // Seven of eight writes hit the first eighth of the memory: a working set, as real devices have one.
    private const ulong HotShare = 8;

    /// <summary>The page that an item of work writes.</summary>
    internal static int PageOf(ulong seed, ulong sequence, int pages)
    {
        ulong random = Mix(seed ^ (sequence * 0x9E3779B97F4A7C15));
        ulong range = random % HotShare == 0 ? (ulong)pages : Math.Max(1, (ulong)pages / HotShare);
        return (int)((random >> 8) % range);
    }

    /// <summary>Writes a page whole: its stamp (the sequence number), then data that follows from it.</summary>
    internal static void Fill(Span<byte> page, ulong seed, ulong sequence, int index)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(page);
        words[0] = sequence;
        ulong word = Start(seed, sequence, index);
        for (int i = 1; i < words.Length; i++)
        {
            word = Next(word);
            words[i] = word;
        }
    }

    /// <summary>Whether a page holds exactly what an item of work has written.</summary>
    internal static bool IsFilled(ReadOnlySpan<byte> page, ulong seed, ulong sequence, int index)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(page);
        if (words[0] != sequence)
            return false;
        ulong word = Start(seed, sequence, index);
        for (int i = 1; i < words.Length; i++)
        {
            word = Next(word);
            if (words[i] != word)
                return false;
        }

        return true;
    }

    private static ulong Start(ulong seed, ulong sequence, int index) => Mix(seed ^ Mix(sequence) ^ (ulong)index);

    private static ulong Next(ulong word) => (word * 6364136223846793005) + 1442695040888963407;

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

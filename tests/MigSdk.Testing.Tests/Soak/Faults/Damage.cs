using System;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>What a bad line or memory does to bytes.</summary>
internal static class Damage
{
    /// <summary>The same bytes with one bit flipped, which a number chooses.</summary>
    internal static ReadOnlyMemory<byte> Flip(ReadOnlyMemory<byte> data, int number)
    {
        byte[] damaged = data.ToArray();
        damaged[number % damaged.Length] ^= (byte)(1 << (number % 8));
        return damaged;
    }
}

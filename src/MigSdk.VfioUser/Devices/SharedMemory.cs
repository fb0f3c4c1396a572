using System;

namespace MigSdk.VfioUser;

/// <summary>
/// A part of a BAR that the client can map, so that guest and device see each other's writes without messages.
/// </summary>
/// <remarks>Its bytes stay where they are as long as this object is referenced.</remarks>
public sealed class SharedMemory
{
    private readonly MemoryMapping _mapping;

    internal SharedMemory(MemoryMapping mapping, ulong offset)
    {
        _mapping = mapping;
        Offset = offset;
    }

    /// <summary>Where it begins in the BAR, in bytes.</summary>
    public ulong Offset { get; }

    /// <summary>Its length in bytes.</summary>
    public ulong Length => _mapping.Length;

    /// <summary>All of it.</summary>
    /// <exception cref="OverflowException">It is longer than a span can be (2 GiB).</exception>
    public Span<byte> Span => _mapping.Slice(0, checked((int)Length));

    /// <summary>A part of it.</summary>
    /// <param name="offset">The first byte, counted from its beginning.</param>
    /// <param name="length">The length in bytes.</param>
    /// <returns>The bytes. The guest may change them at any time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not all of that is in it.</exception>
    public Span<byte> Slice(ulong offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return _mapping.Slice(offset, length);
    }
}

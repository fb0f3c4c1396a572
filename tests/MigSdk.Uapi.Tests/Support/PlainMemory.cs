using System;

namespace MigSdk.Uapi.Tests;

/// <summary>User memory that begins at an address and ends somewhere.</summary>
internal sealed class PlainMemory(ulong start, int size) : IUserMemory
{
    public byte[] Bytes { get; } = new byte[size];

    public bool TryRead(ulong address, Span<byte> destination)
    {
        if (!IsMemory(address, destination.Length))
            return false;
        Bytes.AsSpan((int)(address - start), destination.Length).CopyTo(destination);
        return true;
    }

    public bool TryWrite(ulong address, ReadOnlySpan<byte> source)
    {
        if (!IsMemory(address, source.Length))
            return false;
        source.CopyTo(Bytes.AsSpan((int)(address - start)));
        return true;
    }

    private bool IsMemory(ulong address, int length) =>
        address >= start && address - start <= (ulong)Bytes.Length && (ulong)length <= (ulong)Bytes.Length - (address - start);
}

using System;

namespace MigSdk.Uapi;

/// <summary>The memory that pointers inside a request's argument speak of: what the kernel reaches by copying from and to user space.</summary>
public interface IUserMemory
{
    /// <summary>Reads.</summary>
    /// <param name="address">The first address.</param>
    /// <param name="destination">Where to put the bytes.</param>
    /// <returns>False where not all of it is memory (EFAULT).</returns>
    bool TryRead(ulong address, Span<byte> destination);

    /// <summary>Writes.</summary>
    /// <param name="address">The first address.</param>
    /// <param name="source">The bytes.</param>
    /// <returns>False where not all of it is memory that can be written (EFAULT).</returns>
    bool TryWrite(ulong address, ReadOnlySpan<byte> source);
}

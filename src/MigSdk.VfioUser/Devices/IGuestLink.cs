using System;

namespace MigSdk.VfioUser;

/// <summary>The way to guest memory that is not shared: messages.</summary>
internal interface IGuestLink
{
    /// <exception cref="MigrationException">The client's errno, or ECONNRESET.</exception>
    void Read(ulong address, Span<byte> destination);

    /// <exception cref="MigrationException">The client's errno, or ECONNRESET.</exception>
    void Write(ulong address, ReadOnlySpan<byte> source);
}

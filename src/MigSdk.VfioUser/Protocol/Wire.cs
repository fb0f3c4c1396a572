using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>Reads and writes layouts in payloads.</summary>
internal static class Wire
{
    /// <summary>Reads a layout from the beginning of a payload; false where the payload is shorter.</summary>
    internal static bool TryRead<T>(ReadOnlySpan<byte> payload, out T value)
        where T : unmanaged => MemoryMarshal.TryRead(payload, out value);

    internal static T Read<T>(ReadOnlySpan<byte> payload)
        where T : unmanaged => MemoryMarshal.Read<T>(payload);

    /// <summary>Writes a layout and gives what comes after it.</summary>
    internal static Span<byte> Write<T>(Span<byte> payload, in T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(payload, value);
        return payload[Unsafe.SizeOf<T>()..];
    }
}

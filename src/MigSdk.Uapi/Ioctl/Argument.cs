using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>Reads and writes layouts in a request's argument.</summary>
internal static class Argument
{
    internal static int SizeOf<T>()
        where T : unmanaged => Unsafe.SizeOf<T>();

    internal static bool TryRead<T>(ReadOnlySpan<byte> argument, out T value)
        where T : unmanaged => MemoryMarshal.TryRead(argument, out value);

    internal static void Write<T>(Span<byte> argument, T value)
        where T : unmanaged => MemoryMarshal.Write(argument, value);
}

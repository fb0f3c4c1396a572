using System;
using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>The payload of DMA_MAP: 32 bytes. The reply has none.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct DmaMap(uint Argsz, DmaMapFlags Flags, ulong Offset, ulong Address, ulong Length)
{
    internal const int Size = 32;
}

/// <summary>
/// What the device may do with the memory, and, in libvfio-user since June 2026, how it gets there: by mapping the
/// descriptor, which is what a descriptor means anyway, or by reading and writing it (as with <c>/proc/PID/mem</c>).
/// </summary>
[Flags]
internal enum DmaMapFlags : uint
{
    None = 0,
    Read = 1,
    Write = 2,
    Mapped = 4,
    FileIo = 8,
}

/// <summary>The payload of DMA_UNMAP and of its reply: 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct DmaUnmap(uint Argsz, DmaUnmapFlags Flags, ulong Address, ulong Length)
{
    internal const int Size = 24;
}

/// <summary>
/// The protocol's text has no flags. libvfio-user has these; in the Rust client they are one bit higher, so that its
/// "dirty bitmap" is this "all".
/// </summary>
[Flags]
internal enum DmaUnmapFlags : uint
{
    None = 0,
    DirtyBitmap = 1,
    All = 2,
    AllOfRust = 4,
}

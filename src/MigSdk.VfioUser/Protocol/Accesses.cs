using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>The payload of REGION_READ and REGION_WRITE and of their replies: 16 bytes, data after them.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct RegionAccess(ulong Offset, uint Region, uint Count)
{
    internal const int Size = 16;
}

/// <summary>One write of REGION_WRITE_MULTI, whose payload is their number (8 bytes) and these: 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct RegionWriteEntry(ulong Offset, uint Region, uint Count, ulong Data)
{
    internal const int Size = 24;

    /// <summary>The size of the number before them, and of the payload of the reply: how many were carried out.</summary>
    internal const int CountSize = 8;
}

/// <summary>The payload of DMA_READ and DMA_WRITE and of their replies: 16 bytes, data after them.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct DmaAccess(ulong Address, ulong Count)
{
    internal const int Size = 16;

    /// <summary>What the text of the protocol has as the reply to DMA_WRITE: the count in 4 bytes.</summary>
    internal const int ShortReplySize = 12;
}

/// <summary>The payload of MIG_DATA_READ, of its reply and of MIG_DATA_WRITE: 8 bytes, data after them.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct MigrationData(uint Argsz, uint Length)
{
    internal const int Size = 8;
}

/// <summary>
/// The payload of DEVICE_GET_REGION_IO_FDS: 16 bytes. In the reply <see cref="RegionIoFd"/>s follow.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct RegionIoFds(uint Argsz, uint Flags, uint Index, uint Count)
{
    internal const int Size = 16;
}

/// <summary>A part of a region whose writes an eventfd takes: 40 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct RegionIoFd(
    ulong Offset, ulong Length, uint DescriptorIndex, uint Type, uint Flags, uint Padding, ulong DataMatch)
{
    internal const int Size = 40;

    internal const uint TypeEventFd = 0;
}

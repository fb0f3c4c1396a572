using System;
using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>What a region of a device is: 32 bytes, capabilities after them (<c>struct vfio_region_info</c>).</summary>
/// <param name="Argsz">The size of layout and capabilities, in bytes.</param>
/// <param name="Flags">What can be done with it.</param>
/// <param name="Index">Which region it is; of a PCI device one of <see cref="PciRegion"/>.</param>
/// <param name="CapabilityOffset">Where the first capability is, from the beginning of this layout; 0 where there is none.</param>
/// <param name="RegionSize">The region's size in bytes; 0 where the device does not have it.</param>
/// <param name="Offset">The offset in the descriptor that mmap is to be given.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct RegionInfo(
    uint Argsz, RegionInfoFlags Flags, uint Index, uint CapabilityOffset, ulong RegionSize, ulong Offset)
{
    /// <summary>The size of the layout in bytes.</summary>
    public const int Size = 32;
}

/// <summary>The flags of <see cref="RegionInfo"/>.</summary>
[Flags]
public enum RegionInfoFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The region can be read (<c>VFIO_REGION_INFO_FLAG_READ</c>).</summary>
    Read = 1,

    /// <summary>The region can be written (<c>VFIO_REGION_INFO_FLAG_WRITE</c>).</summary>
    Write = 2,

    /// <summary>The region, or a part of it, can be mapped (<c>VFIO_REGION_INFO_FLAG_MMAP</c>).</summary>
    Mmap = 4,

    /// <summary>Capabilities follow (<c>VFIO_REGION_INFO_FLAG_CAPS</c>).</summary>
    Capabilities = 8,
}

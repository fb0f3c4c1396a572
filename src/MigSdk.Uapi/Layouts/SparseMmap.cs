using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>
/// The capability that says which parts of a region can be mapped: 16 bytes, <see cref="SparseMmapArea"/>s after them
/// (<c>struct vfio_region_info_cap_sparse_mmap</c> with its <c>struct vfio_info_cap_header</c>).
/// </summary>
/// <param name="Id">Which capability it is: <see cref="CapabilityId"/>.</param>
/// <param name="Version">The version of its layout: <see cref="CapabilityVersion"/>.</param>
/// <param name="Next">Where the next capability is, from the beginning of <see cref="RegionInfo"/>; 0 after the last one.</param>
/// <param name="AreaCount">How many areas there are.</param>
/// <param name="Reserved">Nothing.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct SparseMmap(ushort Id, ushort Version, uint Next, uint AreaCount, uint Reserved)
{
    /// <summary>The size of the layout in bytes.</summary>
    public const int Size = 16;

    /// <summary><c>VFIO_REGION_INFO_CAP_SPARSE_MMAP</c>.</summary>
    public const ushort CapabilityId = 1;

    /// <summary>The version of this layout.</summary>
    public const ushort CapabilityVersion = 1;
}

/// <summary>A part of a region that can be mapped: 16 bytes (<c>struct vfio_region_sparse_mmap_area</c>).</summary>
/// <param name="Offset">Where it begins in the region, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct SparseMmapArea(ulong Offset, ulong Length)
{
    /// <summary>The size of the layout in bytes.</summary>
    public const int Size = 16;
}

using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>A range of DMA addresses: 16 bytes (<c>struct vfio_device_feature_dma_logging_range</c>).</summary>
/// <param name="Iova">The first address.</param>
/// <param name="Length">The length in bytes.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct DmaRange(ulong Iova, ulong Length)
{
    /// <summary>The size of the layout in bytes.</summary>
    public const int Size = 16;
}

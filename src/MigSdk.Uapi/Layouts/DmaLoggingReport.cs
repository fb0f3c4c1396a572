using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>
/// The data of <see cref="DeviceFeature.DmaLoggingReport"/>: 32 bytes (<c>struct vfio_device_feature_dma_logging_report</c>).
/// </summary>
/// <param name="Iova">The first address that is asked about.</param>
/// <param name="Length">The length of the range in bytes.</param>
/// <param name="PageSize">How many bytes a bit stands for: a power of two of at least 4096.</param>
/// <param name="Bitmap">
/// The address of the bitmap, in words of 64 bits; bits are only ever set. The vfio-user protocol has the bitmap after
/// the other fields instead.
/// </param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct DmaLoggingReport(ulong Iova, ulong Length, ulong PageSize, ulong Bitmap);

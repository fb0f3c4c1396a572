using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>
/// The data of <see cref="DeviceFeature.DmaLoggingStart"/>: 24 bytes (<c>struct vfio_device_feature_dma_logging_control</c>).
/// </summary>
/// <param name="PageSize">The granularity that the host would like, in bytes; 0 where it has no wish.</param>
/// <param name="RangeCount">How many ranges there are.</param>
/// <param name="Reserved">Nothing.</param>
/// <param name="Ranges">The address of the <see cref="DmaRange"/>s. The vfio-user protocol has them after this head instead.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct DmaLoggingControl(ulong PageSize, uint RangeCount, uint Reserved, ulong Ranges);

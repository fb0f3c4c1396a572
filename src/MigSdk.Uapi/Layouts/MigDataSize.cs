using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>The data of <see cref="DeviceFeature.MigDataSize"/>: 8 bytes (<c>struct vfio_device_feature_mig_data_size</c>).</summary>
/// <param name="StopCopyLength">The estimated length of the stream in STOP_COPY, in bytes.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct MigDataSize(ulong StopCopyLength);

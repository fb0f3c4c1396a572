using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>The data of <see cref="DeviceFeature.Migration"/>: 8 bytes (<c>struct vfio_device_feature_migration</c>).</summary>
/// <param name="Flags">The device's features; their values are the uAPI's.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct MigrationFlags(MigrationFeatures Flags);

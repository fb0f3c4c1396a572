using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>The data of <see cref="DeviceFeature.MigDeviceState"/>: 8 bytes (<c>struct vfio_device_feature_mig_state</c>).</summary>
/// <param name="State">The state; after a SET the one that was asked for. Not necessarily one of the enum.</param>
/// <param name="DataDescriptor">After a SET the descriptor of the session that it opened, or -1. After a GET -1.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct DeviceState(MigrationState State, int DataDescriptor);

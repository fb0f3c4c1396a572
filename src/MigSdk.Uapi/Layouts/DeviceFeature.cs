namespace MigSdk.Uapi;

/// <summary>The features that <c>VFIO_DEVICE_FEATURE</c> speaks of, as far as migration uses them.</summary>
public enum DeviceFeature : ushort
{
    /// <summary>GET: which migration features the device has (<see cref="MigrationFlags"/>).</summary>
    Migration = 1,

    /// <summary>GET and SET: the device's migration state (<see cref="DeviceState"/>).</summary>
    MigDeviceState = 2,

    /// <summary>SET: begin to log what the device writes by DMA (<see cref="DmaLoggingControl"/>).</summary>
    DmaLoggingStart = 6,

    /// <summary>SET: end the logging. It has no data.</summary>
    DmaLoggingStop = 7,

    /// <summary>GET: what was written since the last report (<see cref="DmaLoggingReport"/>).</summary>
    DmaLoggingReport = 8,

    /// <summary>GET: the estimated length of the stream in STOP_COPY (<see cref="MigDataSize"/>).</summary>
    MigDataSize = 9,

    /// <summary>SET: from now on the flags of <see cref="PreCopyInfoLayout"/> are an answer. It has no data.</summary>
    MigPreCopyInfoV2 = 12,
}

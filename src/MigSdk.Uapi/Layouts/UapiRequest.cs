namespace MigSdk.Uapi;

/// <summary>The request numbers of the ioctls that migration uses (<c>include/uapi/linux/vfio.h</c>).</summary>
public static class UapiRequest
{
    /// <summary><c>VFIO_DEVICE_RESET</c>, on the device. It has no argument.</summary>
    public const uint DeviceReset = 0x3B6F;

    /// <summary><c>VFIO_DEVICE_FEATURE</c>, on the device; its argument is a <see cref="DeviceFeatureHeader"/> and data.</summary>
    public const uint DeviceFeature = 0x3B75;

    /// <summary><c>VFIO_MIG_GET_PRECOPY_INFO</c>, on a saving session's descriptor; its argument is a <see cref="PreCopyInfoLayout"/>.</summary>
    public const uint GetPreCopyInfo = 0x3B79;

    /// <summary>
    /// <c>VFIO_DEVICE_MIG_ARC_SUPPORTED</c>, on the device; its argument is a <see cref="MigArcSupported"/>. Proposed in
    /// January 2022 and never merged; the number was later given to <see cref="GetPreCopyInfo"/>, which is for another
    /// descriptor.
    /// </summary>
    public const uint MigArcSupported = 0x3B79;
}

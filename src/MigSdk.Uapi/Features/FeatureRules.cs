namespace MigSdk.Uapi;

/// <summary>What the kernel's core demands of a <c>VFIO_DEVICE_FEATURE</c> request before a device sees it.</summary>
public static class FeatureRules
{
    /// <summary>Whether a request is to be carried out.</summary>
    /// <param name="header">The request's head.</param>
    /// <param name="isAvailable">Whether the device has the feature.</param>
    /// <param name="answer">
    /// Where the request is not to be carried out, the answer to it: <see cref="Errno.None"/> to a probe of something that
    /// is supported; ENOTTY for a feature that the device does not have; EINVAL for flags without meaning, GET and SET at
    /// once, an operation that the feature does not have, none at all, or an <c>argsz</c> too small for the data.
    /// </param>
    /// <returns>Whether GET or SET, whichever the head says, is to be carried out.</returns>
    public static bool TryAdmit(DeviceFeatureHeader header, bool isAvailable, out Errno answer) => TryAdmit(
        header, isAvailable ? OperationsOf(header.Feature) : FeatureOperations.None, DataSizeOf(header.Feature), out answer);

    /// <summary>Whether a request is to be carried out, where the feature or the form of its data is not the kernel's.</summary>
    /// <param name="header">The request's head.</param>
    /// <param name="supported">The operations that the device has; none where it does not have the feature.</param>
    /// <param name="dataSize">The least size of the feature's data, in bytes.</param>
    /// <param name="answer">As for <see cref="TryAdmit(DeviceFeatureHeader, bool, out Errno)"/>.</param>
    /// <returns>Whether GET or SET, whichever the head says, is to be carried out.</returns>
    public static bool TryAdmit(
        DeviceFeatureHeader header, FeatureOperations supported, int dataSize, out Errno answer)
    {
        answer = Judge(header, supported, dataSize, out bool isProbe);
        return answer == Errno.None && !isProbe;
    }

    /// <summary>The operations that a feature has.</summary>
    /// <param name="feature">The feature.</param>
    /// <returns>GET, SET or both; none where the feature is not one of migration.</returns>
    public static FeatureOperations OperationsOf(DeviceFeature feature) => feature switch
    {
        DeviceFeature.MigDeviceState => FeatureOperations.Get | FeatureOperations.Set,
        DeviceFeature.Migration or DeviceFeature.DmaLoggingReport or DeviceFeature.MigDataSize => FeatureOperations.Get,
        DeviceFeature.DmaLoggingStart or DeviceFeature.DmaLoggingStop or DeviceFeature.MigPreCopyInfoV2 => FeatureOperations.Set,
        _ => FeatureOperations.None,
    };

    /// <summary>The size of a feature's data, in bytes, without what follows it in the vfio-user protocol.</summary>
    /// <param name="feature">The feature.</param>
    /// <returns>The size; 0 where there is no data.</returns>
    public static int DataSizeOf(DeviceFeature feature) => feature switch
    {
        DeviceFeature.Migration or DeviceFeature.MigDeviceState or DeviceFeature.MigDataSize => 8,
        DeviceFeature.DmaLoggingStart => 24,
        DeviceFeature.DmaLoggingReport => 32,
        _ => 0,
    };

    private static Errno Judge(
        DeviceFeatureHeader header, FeatureOperations supported, int dataSize, out bool isProbe)
    {
        const FeatureOperations Both = FeatureOperations.Get | FeatureOperations.Set;
        FeatureOperations asked = header.Operations & Both;
        isProbe = header.Operations.HasFlag(FeatureOperations.Probe);
        if (header.Argsz < DeviceFeatureHeader.Size || header.HasUnknownFlags || (asked == Both && !isProbe))
            return Errno.EINVAL;

        if (supported == FeatureOperations.None)
            return Errno.ENOTTY;
        if ((asked & ~supported) != 0)
            return Errno.EINVAL;
        if (isProbe)
            return Errno.None;
        bool isWhole = header.Argsz - DeviceFeatureHeader.Size >= dataSize;
        return asked != FeatureOperations.None && isWhole ? Errno.None : Errno.EINVAL;
    }
}

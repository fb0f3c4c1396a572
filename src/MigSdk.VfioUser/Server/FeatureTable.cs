using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>Which features of DEVICE_FEATURE a client finds, and how large their data are in a message.</summary>
internal static class FeatureTable
{
    /// <summary>What DMA_LOGGING_START has before its ranges.</summary>
    internal const int LoggingStartSize = 16;

    /// <summary>What DMA_LOGGING_REPORT has before its bitmap.</summary>
    internal const int LoggingReportSize = 24;

    /// <summary>The operations of a feature; none where the client does not find it.</summary>
    internal static FeatureOperations OperationsOf(DeviceFeature feature, MigrationPort? port, bool isExtended)
    {
        FeatureOperations operations = feature switch
        {
            MigSdkFeature.Transitions or MigSdkFeature.PreCopyInfo or MigSdkFeature.WaitForData => FeatureOperations.Get,
            MigSdkFeature.Cancel => FeatureOperations.Set,
            _ => FeatureRules.OperationsOf(feature),
        };
        bool isThere = feature switch
        {
            DeviceFeature.DmaLoggingStart or DeviceFeature.DmaLoggingStop or DeviceFeature.DmaLoggingReport => true,
            DeviceFeature.Migration or DeviceFeature.MigDeviceState => port is not null,
            DeviceFeature.MigDataSize => isExtended && port?.StopCopyLength is not null,
            MigSdkFeature.PreCopyInfo => isExtended && port?.Features.HasFlag(MigrationFeatures.PreCopy) == true,
            MigSdkFeature.Transitions or MigSdkFeature.WaitForData or MigSdkFeature.Cancel => isExtended && port is not null,
            _ => false,
        };
        return isThere ? operations : FeatureOperations.None;
    }

    /// <summary>The least size of a feature's data, in bytes.</summary>
    internal static int DataSizeOf(DeviceFeature feature) => feature switch
    {
        // In messages ranges and bitmap follow, instead of a pointer to them.
        DeviceFeature.DmaLoggingStart => LoggingStartSize,
        DeviceFeature.DmaLoggingReport => LoggingReportSize,
        MigSdkFeature.PreCopyInfo => 24,
        MigSdkFeature.Cancel => CancelRequest.Size,
        _ => FeatureRules.DataSizeOf(feature),
    };
}

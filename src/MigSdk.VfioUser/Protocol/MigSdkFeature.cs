using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>
/// The features of DEVICE_FEATURE that exist between MigSdk's own client and server only, beside the kernel's own. Their
/// indexes are at the end of the range, where the kernel's will not come. README.md has their data.
/// </summary>
internal static class MigSdkFeature
{
    /// <summary>GET: every answer of <c>ArcSupported</c> at once (<see cref="TransitionMatrix"/>).</summary>
    internal const DeviceFeature Transitions = (DeviceFeature)0xFFF0;

    /// <summary>GET: the estimates of the saving session (<see cref="PreCopyInfoLayout"/>).</summary>
    internal const DeviceFeature PreCopyInfo = (DeviceFeature)0xFFF1;

    /// <summary>GET, without data: answered when another read of the saving session is worth while.</summary>
    internal const DeviceFeature WaitForData = (DeviceFeature)0xFFF2;

    /// <summary>SET: cancel the command with this message id (<see cref="CancelRequest"/>).</summary>
    internal const DeviceFeature Cancel = (DeviceFeature)0xFFF3;
}

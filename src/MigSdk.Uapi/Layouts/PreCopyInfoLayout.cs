using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>The argument of <see cref="UapiRequest.GetPreCopyInfo"/>: 24 bytes (<c>struct vfio_precopy_info</c>).</summary>
/// <param name="Argsz">The size of the argument, in bytes.</param>
/// <param name="Flags">
/// Without <see cref="DeviceFeature.MigPreCopyInfoV2"/> what the caller put there; with it, an answer.
/// </param>
/// <param name="InitialBytes">What is left of the initial data, in bytes.</param>
/// <param name="DirtyBytes">What has changed since it was read, in bytes.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct PreCopyInfoLayout(uint Argsz, uint Flags, ulong InitialBytes, ulong DirtyBytes);

namespace MigSdk;

/// <summary>The estimates of <c>VFIO_MIG_GET_PRECOPY_INFO</c>. Neither of them bounds what STOP_COPY will bring.</summary>
/// <param name="InitialBytes">
/// What is left, in bytes, of the data that the device wants transferred before it is stopped. It falls to 0.
/// </param>
/// <param name="DirtyBytes">What has changed, in bytes, since it was read. It starts at 0 and varies.</param>
public readonly record struct PreCopyInfo(long InitialBytes, long DirtyBytes);

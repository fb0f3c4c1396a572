using System;

namespace MigSdk.Uapi;

/// <summary>What <c>VFIO_DEVICE_FEATURE</c> shall do with a feature: the bits above its index.</summary>
[Flags]
public enum FeatureOperations : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read it (<c>VFIO_DEVICE_FEATURE_GET</c>).</summary>
    Get = 1 << 16,

    /// <summary>Write it (<c>VFIO_DEVICE_FEATURE_SET</c>).</summary>
    Set = 1 << 17,

    /// <summary>Only tell whether the other operations are supported (<c>VFIO_DEVICE_FEATURE_PROBE</c>).</summary>
    Probe = 1 << 18,
}

using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>The head of <c>struct vfio_device_feature</c>: 8 bytes, the feature's data after them.</summary>
/// <param name="Argsz">The size of head and data, in bytes.</param>
/// <param name="Flags">The feature's index in bits 0 to 15, and what to do with it.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct DeviceFeatureHeader(uint Argsz, uint Flags)
{
    /// <summary>The head's size in bytes.</summary>
    public const int Size = 8;

    private const uint IndexMask = 0xFFFF;

    private const uint OperationMask = (uint)(FeatureOperations.Get | FeatureOperations.Set | FeatureOperations.Probe);

    /// <summary>Makes a head.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="operations">What to do with it.</param>
    /// <param name="dataSize">The size of the data after the head, in bytes.</param>
    public DeviceFeatureHeader(DeviceFeature feature, FeatureOperations operations, int dataSize)
        : this((uint)(Size + dataSize), (uint)feature | (uint)operations)
    {
    }

    /// <summary>The feature; not necessarily one that <see cref="DeviceFeature"/> names.</summary>
    public DeviceFeature Feature => (DeviceFeature)(Flags & IndexMask);

    /// <summary>What to do with it.</summary>
    public FeatureOperations Operations => (FeatureOperations)(Flags & OperationMask);

    /// <summary>Whether a bit is set that means nothing.</summary>
    public bool HasUnknownFlags => (Flags & ~(IndexMask | OperationMask)) != 0;
}

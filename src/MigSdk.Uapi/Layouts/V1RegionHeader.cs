using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>The head of the v1 migration region: 32 bytes (<c>struct vfio_device_migration_info</c>).</summary>
/// <param name="State">The device's state in bits.</param>
/// <param name="Reserved">Nothing.</param>
/// <param name="PendingBytes">What is left to read, in bytes; 0 says that there is nothing, for now or at all.</param>
/// <param name="DataOffset">Where in the region the data is.</param>
/// <param name="DataSize">How much of it there is, in bytes.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct V1RegionHeader(
    V1DeviceState State, uint Reserved, ulong PendingBytes, ulong DataOffset, ulong DataSize)
{
    /// <summary>The head's size in bytes.</summary>
    public const int Size = 32;

    /// <summary>Where <see cref="State"/> is (4 bytes, read and write).</summary>
    public const int StateOffset = 0;

    /// <summary>Where <see cref="PendingBytes"/> is (8 bytes, read).</summary>
    public const int PendingBytesOffset = 8;

    /// <summary>Where <see cref="DataOffset"/> is (8 bytes, read).</summary>
    public const int DataOffsetOffset = 16;

    /// <summary>Where <see cref="DataSize"/> is (8 bytes; read while saving, write while resuming).</summary>
    public const int DataSizeOffset = 24;
}

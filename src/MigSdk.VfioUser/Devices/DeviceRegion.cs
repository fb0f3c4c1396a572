using System;
using Microsoft.Win32.SafeHandles;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>A region of a device as the client sees it. Accesses are in bounds when they come here.</summary>
internal abstract class DeviceRegion(ulong size, RegionInfoFlags flags)
{
    internal ulong Size { get; } = size;

    internal RegionInfoFlags Flags { get; } = flags;

    /// <summary>The file behind the parts that can be mapped; null where there are none.</summary>
    internal virtual SafeFileHandle? File => null;

    /// <summary>Which parts can be mapped.</summary>
    internal virtual ReadOnlySpan<SparseMmapArea> Areas => [];

    internal abstract void Read(ulong offset, Span<byte> destination);

    internal abstract void Write(ulong offset, ReadOnlySpan<byte> source);
}

/// <summary>A region that the device does not have.</summary>
internal sealed class AbsentRegion() : DeviceRegion(0, RegionInfoFlags.None)
{
    internal override void Read(ulong offset, Span<byte> destination)
    {
    }

    internal override void Write(ulong offset, ReadOnlySpan<byte> source)
    {
    }
}

/// <summary>A BAR.</summary>
internal sealed class BarRegion(ulong size, RegisterMap registers, SafeFileHandle? file, SparseMmapArea[] areas)
    : DeviceRegion(size, RegionInfoFlags.Read | RegionInfoFlags.Write)
{
    internal override SafeFileHandle? File => file;

    internal override ReadOnlySpan<SparseMmapArea> Areas => areas;

    internal override void Read(ulong offset, Span<byte> destination) => registers.Read(offset, destination);

    internal override void Write(ulong offset, ReadOnlySpan<byte> source) => registers.Write(offset, source);
}

/// <summary>The configuration space.</summary>
internal sealed class ConfigurationRegion(PciConfiguration configuration)
    : DeviceRegion(PciConfiguration.Size, RegionInfoFlags.Read | RegionInfoFlags.Write)
{
    internal override void Read(ulong offset, Span<byte> destination) => configuration.Read((int)offset, destination);

    internal override void Write(ulong offset, ReadOnlySpan<byte> source) => configuration.Write((int)offset, source);
}

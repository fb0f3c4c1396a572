using System;
using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>What a device is: the first 16 bytes of <c>struct vfio_device_info</c>, which are all that vfio-user has.</summary>
/// <param name="Argsz">The size of the argument, in bytes.</param>
/// <param name="Flags">What kind of device it is.</param>
/// <param name="RegionCount">How many regions it has.</param>
/// <param name="IrqCount">How many types of interrupt it has.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct DeviceInfo(uint Argsz, DeviceInfoFlags Flags, uint RegionCount, uint IrqCount)
{
    /// <summary>The size of the layout in bytes.</summary>
    public const int Size = 16;
}

/// <summary>The flags of <see cref="DeviceInfo"/>.</summary>
[Flags]
public enum DeviceInfoFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The device can be reset (<c>VFIO_DEVICE_FLAGS_RESET</c>).</summary>
    Reset = 1,

    /// <summary>It is a PCI device (<c>VFIO_DEVICE_FLAGS_PCI</c>).</summary>
    Pci = 2,
}

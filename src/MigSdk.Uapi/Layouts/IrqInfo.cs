using System;
using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>What a type of interrupt is: 16 bytes (<c>struct vfio_irq_info</c>).</summary>
/// <param name="Argsz">The size of the argument, in bytes.</param>
/// <param name="Flags">What can be done with it.</param>
/// <param name="Index">Which type it is; of a PCI device one of <see cref="PciIrq"/>.</param>
/// <param name="Count">How many interrupts of the type there are; 0 where the device does not have it.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct IrqInfo(uint Argsz, IrqInfoFlags Flags, uint Index, uint Count)
{
    /// <summary>The size of the layout in bytes.</summary>
    public const int Size = 16;
}

/// <summary>The flags of <see cref="IrqInfo"/>.</summary>
[Flags]
public enum IrqInfoFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The interrupt is signalled by an eventfd (<c>VFIO_IRQ_INFO_EVENTFD</c>).</summary>
    EventDescriptor = 1,

    /// <summary>It can be masked (<c>VFIO_IRQ_INFO_MASKABLE</c>).</summary>
    Maskable = 2,

    /// <summary>It masks itself when it is signalled (<c>VFIO_IRQ_INFO_AUTOMASKED</c>).</summary>
    AutoMasked = 4,

    /// <summary>Interrupts of the type are set up all at once (<c>VFIO_IRQ_INFO_NORESIZE</c>).</summary>
    NoResize = 8,
}

using System;
using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>What to do with interrupts: 20 bytes, data after them (<c>struct vfio_irq_set</c>).</summary>
/// <param name="Argsz">The size of layout and data, in bytes.</param>
/// <param name="Flags">What to do, and what the data are: one of each.</param>
/// <param name="Index">Which type of interrupt.</param>
/// <param name="Start">The first interrupt of the type.</param>
/// <param name="Count">How many.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct IrqSet(uint Argsz, IrqSetFlags Flags, uint Index, uint Start, uint Count)
{
    /// <summary>The size of the layout in bytes.</summary>
    public const int Size = 20;
}

/// <summary>The flags of <see cref="IrqSet"/>.</summary>
[Flags]
public enum IrqSetFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>There are no data: the action is for every interrupt (<c>VFIO_IRQ_SET_DATA_NONE</c>).</summary>
    DataNone = 1,

    /// <summary>A byte for each interrupt says whether the action is for it (<c>VFIO_IRQ_SET_DATA_BOOL</c>).</summary>
    DataBool = 2,

    /// <summary>A descriptor for each interrupt (<c>VFIO_IRQ_SET_DATA_EVENTFD</c>).</summary>
    DataEventDescriptor = 4,

    /// <summary>Mask (<c>VFIO_IRQ_SET_ACTION_MASK</c>).</summary>
    ActionMask = 8,

    /// <summary>Unmask (<c>VFIO_IRQ_SET_ACTION_UNMASK</c>).</summary>
    ActionUnmask = 16,

    /// <summary>Trigger, or with descriptors what to signal (<c>VFIO_IRQ_SET_ACTION_TRIGGER</c>).</summary>
    ActionTrigger = 32,

    /// <summary>Every flag of data.</summary>
    DataMask = DataNone | DataBool | DataEventDescriptor,

    /// <summary>Every flag of action.</summary>
    ActionsMask = ActionMask | ActionUnmask | ActionTrigger,
}

using System;

namespace Samples.DmaCopy;

/// <summary>The bits of the control register.</summary>
[Flags]
public enum DmaControl : uint
{
    None = 0,

    /// <summary>Begins to copy. Ignored while the engine is busy.</summary>
    Start = 1,

    /// <summary>Ends what is being copied, as failed.</summary>
    Abort = 2,

    /// <summary>Whether the end of a copy interrupts.</summary>
    InterruptEnable = 4,
}

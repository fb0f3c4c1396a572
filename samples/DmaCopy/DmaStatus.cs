using System;

namespace Samples.DmaCopy;

/// <summary>The bits of the status register.</summary>
[Flags]
public enum DmaStatus : uint
{
    None = 0,

    /// <summary>The engine copies.</summary>
    Busy = 1,

    /// <summary>A copy has been done to its end. Interrupts by vector 0.</summary>
    Done = 2,

    /// <summary>A copy has been given up: memory that is not there, or abort. Interrupts by vector 1.</summary>
    Failed = 4,
}

using System;
using MigSdk;

namespace Samples.Devices;

/// <summary>What the sample drivers have in common beside the generated members.</summary>
public interface ISampleDevice
{
    /// <summary>The device that the driver drives.</summary>
    Device Device { get; }

    /// <summary>Called before the handler of every arc. What it throws makes the arc fail.</summary>
    Action<ArcContext>? BeforeArc { get; set; }
}

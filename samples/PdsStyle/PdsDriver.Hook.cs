using System;
using MigSdk;
using Samples.Devices;
using static MigSdk.MigrationState;

namespace Samples.PdsStyle;

// How the other samples look at the arcs of this one and make them fail. Not needed in a driver of your own.
public sealed partial class PdsDriver : ISampleDevice
{
    /// <inheritdoc/>
    public Device Device => device;

    /// <inheritdoc/>
    public Action<ArcContext>? BeforeArc { get; set; }

    [OnExit(Stop), OnExit(Running), OnExit(StopCopy), OnExit(Resuming), OnExit(RunningP2P)]
    private void TellBeforeArc(ArcContext arc) => BeforeArc?.Invoke(arc);
}

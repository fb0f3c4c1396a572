using System;
using MigSdk;
using Samples.Devices;
using static MigSdk.MigrationState;

namespace Samples.HisiAccStyle;

// How the other samples look at the arcs of this one and make them fail. Not needed in a driver of your own.
public sealed partial class HisiAccDriver : ISampleDevice
{
    /// <inheritdoc/>
    public Device Device => device;

    /// <inheritdoc/>
    public Action<ArcContext>? BeforeArc { get; set; }

    [OnExit(Stop), OnExit(Running), OnExit(StopCopy), OnExit(Resuming), OnExit(PreCopy)]
    private void TellBeforeArc(ArcContext arc) => BeforeArc?.Invoke(arc);
}

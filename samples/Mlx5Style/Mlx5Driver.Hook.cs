using System;
using MigSdk;
using Samples.Devices;
using static MigSdk.MigrationState;

namespace Samples.Mlx5Style;

// How the other samples look at the arcs of this one and make them fail. Not needed in a driver of your own.
public sealed partial class Mlx5Driver : ISampleDevice
{
    /// <inheritdoc/>
    public Device Device => device;

    /// <inheritdoc/>
    public Action<ArcContext>? BeforeArc { get; set; }

    [OnExit(Stop), OnExit(Running), OnExit(StopCopy), OnExit(Resuming)]
    [OnExit(RunningP2P), OnExit(PreCopy), OnExit(PreCopyP2P)]
    private void TellBeforeArc(ArcContext arc) => BeforeArc?.Invoke(arc);
}

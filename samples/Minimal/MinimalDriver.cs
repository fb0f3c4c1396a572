using MigSdk;
using Samples.Devices;
using static MigSdk.MigrationState;

namespace Samples.Minimal;

/// <summary>A driver whose device is saved as one block of bytes: the six arcs that every driver has.</summary>
[MigrationDriver]
public sealed partial class MinimalDriver(Device device)
{
    [Arc(Running, Stop)]
    private void Quiesce() => device.Stop();

    [Arc(Stop, Running)]
    private void Restart() => device.Start();

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => SavingSession.FromBlock(device.Save);

    [Arc(StopCopy, Stop)]
    private void EndSaving()
    {
        // The SDK closes the session; the device has nothing to do.
    }

    [Arc(Stop, Resuming)]
    private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(maxBytes: device.StreamBytes);

    [Arc(Resuming, Stop)]
    private void Apply(BufferedResumingSession session) => device.Load(session.Data.Span);

    [OnReset]
    private void ResetDevice() => device.Reset();

    [StopCopyLength]
    private long EstimateStopCopy() => device.StreamBytes;
}

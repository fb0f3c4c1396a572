using MigSdk;
using Samples.Devices;
using static MigSdk.MigrationState;

namespace Samples.Mlx5Style;

/// <summary>
/// A driver in the manner of mlx5: every state that there is, and a stream that sends pages while the device works.
/// </summary>
/// <remarks>
/// As there, the two halves of a stop are two arcs: the initiator (what the device sends to peers) is suspended on the
/// way into the P2P states, the rest on the way to STOP.
/// </remarks>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
public sealed partial class Mlx5Driver(Device device)
{
    [Arc(Running, RunningP2P), Arc(PreCopy, PreCopyP2P)]
    private void SuspendInitiator() => device.SuspendPeer();

    [Arc(RunningP2P, Running), Arc(PreCopyP2P, PreCopy)]
    private void ResumeInitiator() => device.ResumePeer();

    [Arc(RunningP2P, Stop), Arc(PreCopyP2P, StopCopy)]
    private void SuspendResponder() => device.Stop();

    [Arc(Stop, RunningP2P)]
    private void ResumeResponder() => device.Start();

    [Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P), Arc(Stop, StopCopy)]
    private PageStream BeginSaving() => new(device);

    [Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P), Arc(StopCopy, Stop)]
    private void EndSaving()
    {
        // The dirty tracking belongs to the session and ends with it.
    }

    [Arc(Stop, Resuming)]
    private StagedResumingSession BeginResuming() => new(device);

    [Arc(Resuming, Stop)]
    private void Apply(StagedResumingSession session) => device.Load(session.Complete());

    [OnReset]
    private void ResetDevice() => device.Reset();

    [StopCopyLength]
    private long EstimateStopCopy() =>
        ((long)(device.DirtyPages ?? device.PageCount) * DeviceStreamWriter.PageBytes) + DeviceStreamWriter.TrailerBytes;
}

using static MigSdk.MigrationState;

namespace MigSdk.Cli.Demo;

/// <summary>The sample device with RUNNING_P2P, in which it begins no DMA.</summary>
[MigrationDriver(MigrationFeatures.P2P)]
internal sealed partial class P2PDemo(DemoDevice device)
{
    [Arc(Running, RunningP2P)]
    private void SuspendDma() => device.SuspendDma();

    [Arc(RunningP2P, Running)]
    private void ResumeDma() => device.ResumeDma();

    [Arc(RunningP2P, Stop)]
    private void Halt() => device.Stop();

    [Arc(Stop, RunningP2P)]
    private void Run() => device.Start();

    [Arc(Stop, StopCopy)]
    private DemoSaving BeginSaving() => new(device);

    [Arc(StopCopy, Stop)]
    private static void EndSaving()
    {
        // The tracking belongs to the session and ends with it.
    }

    [Arc(Stop, Resuming)]
    private DemoResuming BeginResuming() => new(device);

    [Arc(Resuming, Stop)]
    private static void Apply(DemoResuming session) => session.Apply();

    [OnReset]
    private void ResetDevice() => device.Reset();

    [StopCopyLength]
    private long EstimateStopCopy() => DemoDrivers.EstimateStopCopy(device);
}

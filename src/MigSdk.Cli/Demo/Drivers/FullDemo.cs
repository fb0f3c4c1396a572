using static MigSdk.MigrationState;

namespace MigSdk.Cli.Demo;

/// <summary>The sample device with every state that there is.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
internal sealed partial class FullDemo(DemoDevice device)
{
    [Arc(Running, RunningP2P), Arc(PreCopy, PreCopyP2P)]
    private void SuspendDma() => device.SuspendDma();

    [Arc(RunningP2P, Running), Arc(PreCopyP2P, PreCopy)]
    private void ResumeDma() => device.ResumeDma();

    [Arc(RunningP2P, Stop), Arc(PreCopyP2P, StopCopy)]
    private void Halt() => device.Stop();

    [Arc(Stop, RunningP2P)]
    private void Run() => device.Start();

    [Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P), Arc(Stop, StopCopy)]
    private DemoSaving BeginSaving() => new(device);

    [Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P), Arc(StopCopy, Stop)]
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

using static MigSdk.MigrationState;

namespace MigSdk.Cli.Demo;

/// <summary>The sample device with the states that every driver has.</summary>
[MigrationDriver]
internal sealed partial class StopCopyDemo(DemoDevice device)
{
    [Arc(Running, Stop)]
    private void Halt() => device.Stop();

    [Arc(Stop, Running)]
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

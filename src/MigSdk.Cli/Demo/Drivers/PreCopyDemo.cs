using static MigSdk.MigrationState;

namespace MigSdk.Cli.Demo;

/// <summary>The sample device with PRE_COPY, in which its state is read while it works.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
internal sealed partial class PreCopyDemo(DemoDevice device)
{
    [Arc(Running, Stop), Arc(PreCopy, StopCopy)]
    private void Halt() => device.Stop();

    [Arc(Stop, Running)]
    private void Run() => device.Start();

    [Arc(Running, PreCopy), Arc(Stop, StopCopy)]
    private DemoSaving BeginSaving() => new(device);

    [Arc(PreCopy, Running), Arc(StopCopy, Stop)]
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

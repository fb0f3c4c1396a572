using static MigSdk.MigrationState;

namespace MigSdk.Benchmarks;

/// <summary>The 15-arc machine whose handlers only count, as one that any thread may use.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
public sealed partial class SharedDriver
{
    public int Steps;

    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(StopCopy, Stop), Arc(Resuming, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
    [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy)]
    private void Step() => Steps++;

    [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
    private static SavingSession BeginSaving() => SavingSession.FromBlock(default(System.ReadOnlyMemory<byte>));

    [Arc(Stop, Resuming)]
    private static ResumingSession BeginResuming() => ResumingSession.Buffered(1);
}

/// <summary>The same machine as one that only one thread uses.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy, SingleThreaded = true)]
public sealed partial class SingleThreadedDriver
{
    public int Steps;

    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(StopCopy, Stop), Arc(Resuming, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
    [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy)]
    private void Step() => Steps++;

    [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
    private static SavingSession BeginSaving() => SavingSession.FromBlock(default(System.ReadOnlyMemory<byte>));

    [Arc(Stop, Resuming)]
    private static ResumingSession BeginResuming() => ResumingSession.Buffered(1);
}

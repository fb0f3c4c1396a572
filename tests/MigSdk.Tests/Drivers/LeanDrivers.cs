using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Handlers that do next to nothing, so that what a transition costs is the SDK's.</summary>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class LeanDriver
{
    /// <summary>How many handlers have run.</summary>
    public int Calls { get; private set; }

    [Arc(Running, RunningP2P), Arc(RunningP2P, Running)]
    private void Quiesce() => Calls++;

    [Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    private void Halt(ArcContext arc) => Calls += arc.To == arc.From ? 0 : 1;

    [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void End() => Calls++;

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => new TestSaving();

    [Arc(Stop, Resuming)]
    private ResumingSession BeginResuming() => new TestResuming();

    [OnEnter(RunningP2P)]
    private void EnterP2P(ArcContext arc) => Calls += arc.To == RunningP2P ? 1 : 0;
}

/// <summary>As <see cref="LeanDriver"/>, used from one thread only.</summary>
[MigrationDriver(MigrationFeatures.P2P, SingleThreaded = true)]
public sealed partial class LeanSingleThreadedDriver
{
    /// <summary>How many handlers have run.</summary>
    public int Calls { get; private set; }

    [Arc(Running, RunningP2P), Arc(RunningP2P, Running)]
    private void Quiesce() => Calls++;

    [Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    private void Halt(ArcContext arc) => Calls += arc.To == arc.From ? 0 : 1;

    [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void End() => Calls++;

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => new TestSaving();

    [Arc(Stop, Resuming)]
    private ResumingSession BeginResuming() => new TestResuming();
}

/// <summary>Arcs that are taken in place, each of which has to begin where the one before has ended.</summary>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class ChainDriver
{
    private MigrationState _last = Running;

    /// <summary>How many handlers have run.</summary>
    public int Calls { get; private set; }

    /// <summary>How many of them began somewhere else.</summary>
    public int Gaps { get; private set; }

    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    private void Step(ArcContext arc)
    {
        Calls++;
        if (arc.From != _last)
            Gaps++;
        _last = arc.To;
    }

    [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void End() => _last = Stop;

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => new TestSaving();

    [Arc(Stop, Resuming)]
    private ResumingSession BeginResuming() => new TestResuming();

    [OnReset]
    private void ResetDevice() => _last = Running;
}

/// <summary>A driver whose telemetry nobody else's is mistaken for.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
public sealed partial class ObservedDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
{
    [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    [Arc(PreCopy, Running), Arc(PreCopy, StopCopy)]
    private void Step(ArcContext arc) => Took(arc.From, arc.To, arc.Target);

    [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
    private SavingSession BeginSaving(ArcContext arc)
    {
        Took(arc.From, arc.To, arc.Target);
        return NewSaving();
    }

    [Arc(Stop, Resuming)]
    private ResumingSession BeginResuming(ArcContext arc)
    {
        Took(arc.From, arc.To, arc.Target);
        return NewResuming();
    }

    [OnReset]
    private void ResetDevice() => WasReset();
}

using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Flags 1: six arcs.</summary>
[MigrationDriver]
public sealed partial class StopCopyDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
{
    [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void Step(ArcContext arc) => Took(arc.From, arc.To, arc.Target);

    [Arc(Stop, StopCopy)]
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

/// <summary>Flags 3: eight arcs.</summary>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class P2PDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void Step(ArcContext arc) => Took(arc.From, arc.To, arc.Target);

    [Arc(Stop, StopCopy)]
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

/// <summary>Flags 5: nine arcs.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
public sealed partial class PreCopyDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
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

/// <summary>Flags 7: all fifteen arcs.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
public sealed partial class FullDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(StopCopy, Stop), Arc(Resuming, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
    [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy)]
    private void Step(ArcContext arc) => Took(arc.From, arc.To, arc.Target);

    [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
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

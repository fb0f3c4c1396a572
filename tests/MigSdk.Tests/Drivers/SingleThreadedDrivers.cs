using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Used from one thread only.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy, SingleThreaded = true)]
public sealed partial class SingleThreadedDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
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

/// <summary>Used from one flow of control only.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy, SingleThreaded = true)]
public sealed partial class AsyncSingleThreadedDriver : TestDriver<MigrationState>
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(StopCopy, Stop), Arc(Resuming, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
    [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy)]
    private Task StepAsync(ArcContext arc, CancellationToken cancel) => TookAsync(arc.From, arc.To, arc.Target, cancel);

    [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
    private async ValueTask<SavingSession> BeginSavingAsync(ArcContext arc, CancellationToken cancel)
    {
        await TookAsync(arc.From, arc.To, arc.Target, cancel);
        return NewSaving();
    }

    [Arc(Stop, Resuming)]
    private async Task<ResumingSession> BeginResumingAsync(ArcContext arc, CancellationToken cancel)
    {
        await TookAsync(arc.From, arc.To, arc.Target, cancel);
        return NewResuming();
    }

    [OnReset]
    private void ResetDevice() => WasReset();
}

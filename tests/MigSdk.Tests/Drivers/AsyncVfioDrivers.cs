using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Flags 1: six arcs, with asynchronous handlers.</summary>
[MigrationDriver]
public sealed partial class AsyncStopCopyDriver : TestDriver<MigrationState>
{
    [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private Task StepAsync(ArcContext arc, CancellationToken cancel) => TookAsync(arc.From, arc.To, arc.Target, cancel);

    [Arc(Stop, StopCopy)]
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

/// <summary>Flags 3: eight arcs, with asynchronous handlers.</summary>
[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class AsyncP2PDriver : TestDriver<MigrationState>
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
    [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private Task StepAsync(ArcContext arc, CancellationToken cancel) => TookAsync(arc.From, arc.To, arc.Target, cancel);

    [Arc(Stop, StopCopy)]
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

/// <summary>Flags 5: nine arcs, with asynchronous handlers.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
public sealed partial class AsyncPreCopyDriver : TestDriver<MigrationState>
{
    [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    [Arc(PreCopy, Running), Arc(PreCopy, StopCopy)]
    private Task StepAsync(ArcContext arc, CancellationToken cancel) => TookAsync(arc.From, arc.To, arc.Target, cancel);

    [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
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

/// <summary>Flags 7: all fifteen arcs, with asynchronous handlers.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
public sealed partial class AsyncFullDriver : TestDriver<MigrationState>
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

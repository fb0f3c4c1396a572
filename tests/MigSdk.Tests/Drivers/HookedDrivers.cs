using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Exit and entry handlers of states and of session groups.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
public sealed partial class HookedDriver : TestDriver<MigrationState>, ISynchronousDriver<MigrationState>
{
    /// <summary>The session that the last boundary handler was given.</summary>
    public MigrationSession? Given { get; private set; }

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

    [OnExit(PreCopy)]
    private void LeavePreCopy() => Crossed("exit PreCopy");

    [OnExit(Stop)]
    private void LeaveStop(ArcContext arc) => Crossed($"exit Stop for {arc.To}");

    [OnExit(SessionKind.Saving)]
    private void LeaveSaving(CancellationToken cancel, SavingSession session, ArcContext arc)
    {
        cancel.ThrowIfCancellationRequested();
        Given = session;
        Crossed($"exit Saving by {arc.From}");
    }

    [OnExit(SessionKind.Resuming)]
    private void LeaveResuming() => Crossed("exit Resuming");

    [OnEnter(SessionKind.Saving)]
    private void EnterSaving(SavingSession session)
    {
        Given = session;
        Crossed("enter Saving");
    }

    [OnEnter(StopCopy)]
    private void EnterStopCopy() => Crossed("enter StopCopy");

    [OnEnter(Stop)]
    private void EnterStop() => Crossed("enter Stop");

    [OnReset]
    private void ResetDevice() => WasReset();
}

/// <summary>As <see cref="HookedDriver"/>, with asynchronous handlers.</summary>
[MigrationDriver(MigrationFeatures.PreCopy)]
public sealed partial class AsyncHookedDriver : TestDriver<MigrationState>
{
    [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    [Arc(PreCopy, Running), Arc(PreCopy, StopCopy)]
    private Task StepAsync(ArcContext arc, CancellationToken cancel) => TookAsync(arc.From, arc.To, arc.Target, cancel);

    [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
    private async Task<SavingSession> BeginSavingAsync(ArcContext arc, CancellationToken cancel)
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

    [OnExit(PreCopy)]
    private Task LeavePreCopyAsync() => CrossedAsync("exit PreCopy");

    [OnExit(Stop)]
    private ValueTask LeaveStopAsync(ArcContext arc) => new(CrossedAsync($"exit Stop for {arc.To}"));

    [OnExit(SessionKind.Saving)]
    private Task LeaveSavingAsync(ArcContext arc) => CrossedAsync($"exit Saving by {arc.From}");

    [OnExit(SessionKind.Resuming)]
    private Task LeaveResumingAsync() => CrossedAsync("exit Resuming");

    [OnEnter(SessionKind.Saving)]
    private Task EnterSavingAsync() => CrossedAsync("enter Saving");

    [OnEnter(StopCopy)]
    private void EnterStopCopy() => Crossed("enter StopCopy");

    [OnEnter(Stop)]
    private Task EnterStopAsync() => CrossedAsync("enter Stop");

    private async Task CrossedAsync(string boundary)
    {
        await Task.Yield();
        Crossed(boundary);
    }
}

using System.Threading;
using System.Threading.Tasks;
using static MigSdk.Rfc2022State;

namespace MigSdk.Tests;

/// <summary>The FSM of January 2022, which goes back to where a failed transition started.</summary>
[StateMachineDriver<Rfc2022State>]
public sealed partial class Rfc2022Driver : TestDriver<Rfc2022State>, ISynchronousDriver<Rfc2022State>
{
    [Arc<Rfc2022State>(Running, RunningP2P), Arc<Rfc2022State>(RunningP2P, Running), Arc<Rfc2022State>(RunningP2P, Stop), Arc<Rfc2022State>(Stop, RunningP2P)]
    [Arc<Rfc2022State>(StopCopy, Stop), Arc<Rfc2022State>(Resuming, Stop), Arc<Rfc2022State>(PreCopy, Running), Arc<Rfc2022State>(PreCopyP2P, RunningP2P)]
    [Arc<Rfc2022State>(PreCopy, PreCopyP2P), Arc<Rfc2022State>(PreCopyP2P, PreCopy), Arc<Rfc2022State>(PreCopyP2P, StopCopy)]
    private void Step(ArcContext<Rfc2022State> arc) => Took(arc.From, arc.To, arc.Target);

    [Arc<Rfc2022State>(Stop, StopCopy), Arc<Rfc2022State>(Running, PreCopy), Arc<Rfc2022State>(RunningP2P, PreCopyP2P)]
    private SavingSession BeginSaving(ArcContext<Rfc2022State> arc)
    {
        Took(arc.From, arc.To, arc.Target);
        return NewSaving();
    }

    [Arc<Rfc2022State>(Stop, Resuming)]
    private ResumingSession BeginResuming(ArcContext<Rfc2022State> arc)
    {
        Took(arc.From, arc.To, arc.Target);
        return NewResuming();
    }

    [OnReset]
    private void ResetDevice() => WasReset();
}

/// <summary>As <see cref="Rfc2022Driver"/>, with asynchronous handlers.</summary>
[StateMachineDriver<Rfc2022State>]
public sealed partial class AsyncRfc2022Driver : TestDriver<Rfc2022State>
{
    [Arc<Rfc2022State>(Running, RunningP2P), Arc<Rfc2022State>(RunningP2P, Running), Arc<Rfc2022State>(RunningP2P, Stop), Arc<Rfc2022State>(Stop, RunningP2P)]
    [Arc<Rfc2022State>(StopCopy, Stop), Arc<Rfc2022State>(Resuming, Stop), Arc<Rfc2022State>(PreCopy, Running), Arc<Rfc2022State>(PreCopyP2P, RunningP2P)]
    [Arc<Rfc2022State>(PreCopy, PreCopyP2P), Arc<Rfc2022State>(PreCopyP2P, PreCopy), Arc<Rfc2022State>(PreCopyP2P, StopCopy)]
    private Task StepAsync(ArcContext<Rfc2022State> arc, CancellationToken cancel) => TookAsync(arc.From, arc.To, arc.Target, cancel);

    [Arc<Rfc2022State>(Stop, StopCopy), Arc<Rfc2022State>(Running, PreCopy), Arc<Rfc2022State>(RunningP2P, PreCopyP2P)]
    private async ValueTask<SavingSession> BeginSavingAsync(ArcContext<Rfc2022State> arc, CancellationToken cancel)
    {
        await TookAsync(arc.From, arc.To, arc.Target, cancel);
        return NewSaving();
    }

    [Arc<Rfc2022State>(Stop, Resuming)]
    private async Task<ResumingSession> BeginResumingAsync(ArcContext<Rfc2022State> arc, CancellationToken cancel)
    {
        await TookAsync(arc.From, arc.To, arc.Target, cancel);
        return NewResuming();
    }

    [OnReset]
    private void ResetDevice() => WasReset();
}

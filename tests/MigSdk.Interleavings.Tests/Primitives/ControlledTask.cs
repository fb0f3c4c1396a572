using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests;

/// <summary>A wait for a task that is given up when a token is cancelled.</summary>
[Replaces(typeof(Task))]
public static class ControlledTask
{
    public static Task WaitAsync(Task target, CancellationToken cancel)
    {
        Completion.LookAt(target);
        if (target.IsCompleted || !cancel.CanBeCanceled)
            return target;
        if (ControlledToken.get_IsCancellationRequested(ref cancel))
            return Task.FromCanceled(cancel);
        // Whoever completes it goes on behind the wait at once.
        var wait = new TaskCompletionSource();
        CancellationTokenRegistration registration = ControlledToken.UnsafeRegister(
            ref cancel, (_, token) => ControlledCompletionSource.TrySetCanceled(wait, token), null);
        // Where the wait was given up the task may never complete, and nobody minds.
        target.ContinueBy(
            () =>
            {
                if (ControlledCompletionSource.TrySetResult(wait))
                    ControlledRegistration.Dispose(ref registration);
            },
            mayNeverBegin: true);
        return wait.Task;
    }
}

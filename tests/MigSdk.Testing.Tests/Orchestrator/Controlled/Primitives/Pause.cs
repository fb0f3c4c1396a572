using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>What <see cref="Task"/> has for it ends a cancelled delay on the thread pool.</summary>
internal static class Pause
{
    internal static async Task Delay(TimeSpan time, TimeProvider clock, CancellationToken cancel)
    {
        var end = new System.Threading.Tasks.TaskCompletionSource();
        using ITimer timer = clock.CreateTimer(_ => end.TrySetResult(), null, time, Timeout.InfiniteTimeSpan);
        await using (cancel.UnsafeRegister(_ => end.TrySetCanceled(cancel), null).ConfigureAwait(false))
            await end.Task.ConfigureAwait(false);
    }
}

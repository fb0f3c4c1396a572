using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.VfioUser;

/// <summary>
/// Carries out commands one after another, on the thread that submits them as long as they do not wait for anything. While
/// one waits, others queue here, and the thread goes on with commands that do not come this way.
/// </summary>
internal sealed class MigrationLane
{
    // Beyond that the submitting thread waits, and with it the client.
    private const int MaxQueued = 16;

    private Task _last = Task.CompletedTask;
    private int _queued;

    /// <summary>Whether nothing is in progress.</summary>
    internal bool IsIdle => _last.IsCompleted;

    /// <summary>Carries out a command when those before it are done. Always called by the same thread.</summary>
    /// <param name="work">What to do. It must not throw.</param>
    internal void Submit(Func<ValueTask> work)
    {
        if (Volatile.Read(ref _queued) >= MaxQueued)
            Drain();
        if (!_last.IsCompleted)
        {
            Interlocked.Increment(ref _queued);
            _last = RunAfterAsync(_last, work);
            return;
        }

        ValueTask run = work();
        if (!run.IsCompletedSuccessfully)
            _last = run.AsTask();
    }

    /// <summary>Waits until everything is done.</summary>
    internal void Drain() => _last.GetAwaiter().GetResult();

    private async Task RunAfterAsync(Task before, Func<ValueTask> work)
    {
        await before.ConfigureAwait(false);
        Interlocked.Decrement(ref _queued);
        await work().ConfigureAwait(false);
    }
}

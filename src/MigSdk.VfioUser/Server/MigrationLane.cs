using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.VfioUser;

/// <summary>
/// Carries out commands one after another, on the thread that submits them as long as they do not wait for anything. While
/// one waits, others queue here, and the thread goes on with commands that do not come this way.
/// </summary>
/// <param name="work">Carries a command out. It must not throw, and disposes the command.</param>
internal sealed class MigrationLane(Func<IncomingMessage, CancellationTokenSource, ValueTask> work)
{
    // Beyond that the submitting thread waits, and with it the client.
    private const int MaxQueued = 16;

    private Task _last = Task.CompletedTask;
    private int _queued;

    /// <summary>Whether nothing is in progress.</summary>
    internal bool IsIdle => _last.IsCompleted;

    /// <summary>Carries out a command when those before it are done. Always called by the same thread.</summary>
    internal void Submit(IncomingMessage command, CancellationTokenSource source)
    {
        if (Volatile.Read(ref _queued) >= MaxQueued)
            Drain();
        if (!_last.IsCompleted)
        {
            Interlocked.Increment(ref _queued);
            _last = RunAfterAsync(_last, command, source);
            return;
        }

        ValueTask run = work(command, source);
        if (!run.IsCompletedSuccessfully)
            _last = run.AsTask();
    }

    /// <summary>Waits until everything is done.</summary>
    internal void Drain() => _last.GetAwaiter().GetResult();

    private async Task RunAfterAsync(Task before, IncomingMessage command, CancellationTokenSource source)
    {
        await before.ConfigureAwait(false);
        Interlocked.Decrement(ref _queued);
        await work(command, source).ConfigureAwait(false);
    }
}

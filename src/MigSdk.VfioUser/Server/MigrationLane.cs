using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.VfioUser;

/// <summary>
/// Carries out commands one after another, on the thread that submits them as long as they do not wait for anything. While
/// one waits, others queue here, and the thread goes on with commands that do not come this way.
/// </summary>
/// <param name="carryOut">Carries a command out, and disposes it. It must not throw.</param>
internal sealed class MigrationLane(Func<IncomingMessage, CancellationTokenSource?, ValueTask> carryOut)
{
    // Beyond that the submitting thread waits, and with it the client.
    private const int MaxQueued = 16;

    private Task _last = Task.CompletedTask;
    private int _queued;

    /// <summary>Carries out a command when those before it are done. Always called by the same thread.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellation">By what it can be cancelled, also before its turn; null where it cannot.</param>
    internal void Submit(IncomingMessage command, CancellationTokenSource? cancellation)
    {
        if (Volatile.Read(ref _queued) >= MaxQueued)
            Drain();
        if (!_last.IsCompleted)
        {
            Interlocked.Increment(ref _queued);
            _last = RunAfterAsync(_last, command, cancellation);
            return;
        }

        ValueTask run = carryOut(command, cancellation);
        if (!run.IsCompletedSuccessfully)
            _last = run.AsTask();
    }

    /// <summary>Waits until everything is done.</summary>
    internal void Drain() => _last.GetAwaiter().GetResult();

    private async Task RunAfterAsync(Task before, IncomingMessage command, CancellationTokenSource? cancellation)
    {
        await before.ConfigureAwait(false);
        Interlocked.Decrement(ref _queued);
        await carryOut(command, cancellation).ConfigureAwait(false);
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Tests;

/// <summary>Work on a thread of its own, so that it may block without starving the pool.</summary>
internal sealed class Background
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    private Background(Action work)
    {
        _thread = new Thread(() =>
        {
            try
            {
                work();
                _done.SetResult();
            }
            catch (Exception failure)
            {
                _done.SetException(failure);
            }
        })
        { IsBackground = true };
        // A thread inherits what flows; these stand for callers from elsewhere.
        using (ExecutionContext.SuppressFlow())
            _thread.Start();
    }

    internal Task Done => _done.Task;

    internal static Background Run(Action work) => new(work);

    /// <summary>Returns when the thread waits for somebody.</summary>
    internal Background UntilItWaits()
    {
        Patience.Until(() => _thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        return this;
    }
}

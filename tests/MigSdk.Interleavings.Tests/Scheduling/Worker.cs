using System;
using System.Collections.Concurrent;
using System.Threading;

namespace MigSdk.Interleavings.Tests;

/// <summary>A thread that is lent to one actor after the other: starting one for each would take most of the time.</summary>
internal sealed class Worker
{
    private static readonly ConcurrentBag<Worker> Idle = [];

    private readonly SemaphoreSlim _wake = new(0);
    private Action? _work;

    private Worker() => new Thread(Loop) { IsBackground = true }.UnsafeStart();

    internal static void Run(Action work)
    {
        if (!Idle.TryTake(out Worker? worker))
            worker = new Worker();
        worker._work = work;
        worker._wake.Release();
    }

    private void Loop()
    {
        // What an actor leaves in its flow of control must not be found by the next one.
        ExecutionContext clean = ExecutionContext.Capture()!;
        while (true)
        {
            _wake.Wait();
            ExecutionContext.Run(clean, static work => ((Action)work!)(), _work);
            Idle.Add(this);
        }
    }
}

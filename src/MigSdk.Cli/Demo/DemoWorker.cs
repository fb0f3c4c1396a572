using System;
using System.Diagnostics;
using System.Threading;

namespace MigSdk.Cli.Demo;

/// <summary>The thread that does the sample device's work, at the rate that was asked for.</summary>
/// <param name="work">Does so many items.</param>
/// <param name="itemsPerSecond">The rate.</param>
internal sealed class DemoWorker(Action<int> work, double itemsPerSecond)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    // A burst is what a stop has to wait for, and what a thread that was kept waiting catches up with at most.
    private const int ItemsPerBurst = 512;

    private readonly Lock _control = new();
    private readonly ManualResetEventSlim _wake = new();
    private volatile bool _isStopping;
    private Thread? _thread;

    internal void Start()
    {
        lock (_control)
        {
            if (_thread is not null)
                return;
            _isStopping = false;
            _wake.Set();
            var thread = new Thread(Run) { IsBackground = true, Name = "mig sample device" };
            _thread = thread;
            thread.Start();
        }
    }

    /// <summary>Returns when the work stands still.</summary>
    internal void Stop()
    {
        lock (_control)
        {
            if (_thread is not { } thread)
                return;
            _isStopping = true;
            _wake.Set();
            thread.Join();
            _thread = null;
        }
    }

    /// <summary>Has the thread look for something to do now; nothing where it does not run.</summary>
    internal void Wake() => _wake.Set();

    private void Run()
    {
        TimeSpan tick = itemsPerSecond > 0 ? Tick : Timeout.InfiniteTimeSpan;
        long last = Stopwatch.GetTimestamp();
        double due = 0;
        while (true)
        {
            _wake.Wait(tick);
            _wake.Reset();
            if (_isStopping)
                return;
            long now = Stopwatch.GetTimestamp();
            due = Math.Min(ItemsPerBurst, due + (itemsPerSecond * Stopwatch.GetElapsedTime(last, now).TotalSeconds));
            last = now;
            work((int)due);
            due -= (int)due;
        }
    }
}

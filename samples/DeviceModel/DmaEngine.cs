using System;
using System.Diagnostics;
using System.Threading;

namespace Samples.Devices;

/// <summary>The thread that does the device's work, in bursts, at the rate that was asked for.</summary>
internal sealed class DmaEngine(Action<int> work, double itemsPerSecond)
{
    // A burst is what a stop has to wait for.
    private const int ItemsPerBurst = 64;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock _control = new();
    private readonly ManualResetEventSlim _stopping = new();
    private Thread? _thread;

    internal bool IsRunning => Volatile.Read(ref _thread) is not null;

    internal void Start()
    {
        lock (_control)
        {
            if (_thread is not null)
                return;
            _stopping.Reset();
            _thread = new Thread(Run) { IsBackground = true, Name = "DMA engine" };
            _thread.Start();
        }
    }

    /// <summary>Returns when the engine stands still.</summary>
    internal void Stop()
    {
        lock (_control)
        {
            if (_thread is null)
                return;
            _stopping.Set();
            _thread.Join();
            _thread = null;
        }
    }

    private void Run()
    {
        long last = Stopwatch.GetTimestamp();
        double due = 0;
        while (!_stopping.IsSet)
        {
            long now = Stopwatch.GetTimestamp();
            due += itemsPerSecond * Stopwatch.GetElapsedTime(last, now).TotalSeconds;
            last = now;

            // A thread that was kept waiting for long does not make up for all of it in one rush.
            due = itemsPerSecond == 0 ? ItemsPerBurst : Math.Min(due, Math.Max(ItemsPerBurst, itemsPerSecond / 20));
            while (due >= 1 && !_stopping.IsSet)
            {
                int items = (int)Math.Min(due, ItemsPerBurst);
                work(items);
                due -= items;
            }

            if (itemsPerSecond > 0)
                _stopping.Wait(Tick);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host.Tests.Fakes;

/// <summary>A clock that only a test moves. Timers up to a chosen length fire as soon as they are started.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private long _now;

    internal TimeSpan FiresAtOnce { get; set; } = TimeSpan.MinValue;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Advance(TimeSpan time)
    {
        long now = Interlocked.Add(ref _now, time.Ticks);
        FakeTimer[] due;
        lock (_lock)
        {
            due = [.. _timers.FindAll(timer => timer.Due <= now)];
            _timers.RemoveAll(timer => timer.Due <= now);
        }

        foreach (FakeTimer timer in due)
            timer.Fire();
    }

    private void Start(FakeTimer timer, TimeSpan dueTime)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return;
        if (dueTime <= FiresAtOnce)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                Interlocked.Add(ref _now, dueTime.Ticks);
                timer.Fire();
            });
            return;
        }

        timer.Due = GetTimestamp() + dueTime.Ticks;
        lock (_lock)
            _timers.Add(timer);
    }

    private void Stop(FakeTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly Lock _firing = new();
        private bool _isDisposed;

        internal long Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Stop(this);
            clock.Start(this, dueTime);
            return true;
        }

        public void Dispose()
        {
            clock.Stop(this);
            // As with the system's timers: when this returns, no callback is running.
            lock (_firing)
                _isDisposed = true;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void Fire()
        {
            lock (_firing)
            {
                if (!_isDisposed)
                    callback(state);
            }
        }
    }
}

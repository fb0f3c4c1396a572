using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>A clock on which time passes only by an event: from one time limit to the next.</summary>
internal sealed class ModelClock(ClosedSystem system) : TimeProvider
{
    private readonly List<Timer> _timers = [];

    // What counts is how long each timer still has.
    [NotState]
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Whether anybody waits for time to pass.</summary>
    internal bool IsAwaited => _timers.Count > 0;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        system.ThrowIfElsewhere();
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Time passes until the next limit is reached.</summary>
    internal void Pass()
    {
        Timer next = _timers.MinBy(timer => timer.Left)!;
        long time = next.Left;
        _now += time;
        foreach (Timer timer in _timers)
            timer.Left -= time;
        _timers.Remove(next);
        next.Fire();
    }

    private sealed class Timer(ModelClock clock, TimerCallback callback, object? state) : ITimer
    {
        internal long Left { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            Left = dueTime.Ticks;
            clock._timers.Add(this);
            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void Fire() => callback(state);
    }
}

using System;
using System.Collections.Generic;
using System.Threading;

namespace MigSdk.Tests;

/// <summary>What the test drivers have in common: a log of their steps, and faults on demand.</summary>
public abstract class TestDriver<TState>
    where TState : struct, Enum
{
    /// <summary>Every handler call, in order: <c>Running -> Stop</c>, <c>exit Saving</c>, <c>reset</c>.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Called in every arc's handler after it has been logged; throws to make it fail.</summary>
    public Action<TState, TState>? OnArc { get; set; }

    /// <summary>Called in the driver's own part of a reset; throws to make it fail.</summary>
    public Action? OnDeviceReset { get; set; }

    /// <summary>The sessions that handlers have made, the newest last.</summary>
    public List<MigrationSession> Sessions { get; } = [];

    /// <summary>How often a session of this driver was closed.</summary>
    public int ClosedSessions;

    protected void Took(TState from, TState to)
    {
        Log.Add($"{from} -> {to}");
        OnArc?.Invoke(from, to);
    }

    protected void WasReset()
    {
        Log.Add("reset");
        OnDeviceReset?.Invoke();
    }

    protected SavingSession NewSaving()
    {
        var session = new CountedSaving(() => Interlocked.Increment(ref ClosedSessions));
        Sessions.Add(session);
        return session;
    }

    protected ResumingSession NewResuming()
    {
        var session = new CountedResuming(() => Interlocked.Increment(ref ClosedSessions));
        Sessions.Add(session);
        return session;
    }

    private sealed class CountedSaving(Action closed) : SavingSession
    {
        protected override System.Threading.Tasks.ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);

        protected override void OnClosed() => closed();
    }

    private sealed class CountedResuming(Action closed) : ResumingSession
    {
        protected override System.Threading.Tasks.ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel) => default;

        protected override void OnClosed() => closed();
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Tests;

/// <summary>What the test drivers have in common: a log of their steps, and faults on demand.</summary>
public abstract class TestDriver<TState>
    where TState : struct, Enum
{
    /// <summary>Every handler call, in order: <c>Running -> Stop</c>, <c>exit Saving</c>, <c>reset</c>.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Every call of an arc's handler, with the state that it saw.</summary>
    public List<StepSeen<TState>> Steps { get; } = [];

    /// <summary>The sessions that handlers have made, the newest last.</summary>
    public List<ITestSession> Sessions { get; } = [];

    /// <summary>Called in every arc's handler, before one that opens a session has made it.</summary>
    public Action<TState, TState>? OnArc { get; set; }

    /// <summary>As <see cref="OnArc"/>, in the handlers of asynchronous drivers.</summary>
    public Func<TState, TState, CancellationToken, Task>? OnArcAsync { get; set; }

    /// <summary>Called in an opening arc's handler after the session was made: gives what the handler returns.</summary>
    public Func<MigrationSession, MigrationSession?>? OnSession { get; set; }

    /// <summary>Called in entry and exit handlers with the text that is in the log.</summary>
    public Action<string>? OnBoundary { get; set; }

    /// <summary>Called in the driver's own part of a reset; throws to make it fail.</summary>
    public Action? OnDeviceReset { get; set; }

    /// <summary>Makes another saving session than the empty one.</summary>
    public Func<SavingSession>? MakeSaving { get; set; }

    /// <summary>Makes another resuming session than the one that forgets what it is given.</summary>
    public Func<ResumingSession>? MakeResuming { get; set; }

    protected void Took(TState from, TState to, TState target)
    {
        Log.Add($"{from} -> {to}");
        Steps.Add(new StepSeen<TState>(from, to, target, ((IStateMachineDriver<TState>)(object)this).State));
        OnArc?.Invoke(from, to);
    }

    protected async Task TookAsync(TState from, TState to, TState target, CancellationToken cancel)
    {
        await Task.Yield();
        Took(from, to, target);
        if (OnArcAsync is not null)
            await OnArcAsync(from, to, cancel);
    }

    protected void Crossed(string boundary)
    {
        Log.Add(boundary);
        OnBoundary?.Invoke(boundary);
    }

    protected void WasReset()
    {
        Log.Add("reset");
        OnDeviceReset?.Invoke();
    }

    protected SavingSession NewSaving() => (SavingSession)Made(MakeSaving?.Invoke() ?? new TestSaving())!;

    protected ResumingSession NewResuming() => (ResumingSession)Made(MakeResuming?.Invoke() ?? new TestResuming())!;

    private MigrationSession? Made(MigrationSession session)
    {
        if (session is ITestSession counted)
            Sessions.Add(counted);
        return OnSession is null ? session : OnSession(session);
    }
}

/// <summary>One call of an arc's handler.</summary>
public sealed record StepSeen<TState>(TState From, TState To, TState Target, TState State);

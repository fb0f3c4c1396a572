using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Tests;

/// <summary>A driver that has SetState, seen without its type.</summary>
public interface ISynchronousDriver<TState>
    where TState : struct, Enum
{
    MigrationSession? SetState(TState target);
}

/// <summary>A driver under test and the way in which it is asked.</summary>
internal sealed class Machine<TState>(
    TestDriver<TState> driver, Func<TState, TState, TState[]> path, Func<TState, TState, bool> supported, bool asynchronously)
    where TState : struct, Enum
{
    internal TestDriver<TState> Driver { get; } = driver;

    internal IStateMachineDriver<TState> Host { get; } = (IStateMachineDriver<TState>)(object)driver;

    internal TState State => Host.State;

    internal static Machine<TState> Of<TDriver>(TDriver driver, bool asynchronously)
        where TDriver : TestDriver<TState>, IStateMachineDriver<TState> =>
        new(driver, (from, to) => TDriver.GetPath(from, to).ToArray(), TDriver.ArcSupported, asynchronously);

    internal TState[] Path(TState from, TState to) => path(from, to);

    internal bool Supports(TState from, TState to) => supported(from, to);

    internal MigrationSession? Ask(TState target)
    {
        if (!asynchronously)
            return ((ISynchronousDriver<TState>)Driver).SetState(target);
        // A test that blocks must not hold up what its handlers post to the test framework's context.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            ValueTask<MigrationSession?> answer = Host.SetStateAsync(target, CancellationToken.None);
            return answer.IsCompleted ? answer.GetAwaiter().GetResult() : answer.Soon().GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    internal TransitionException<TState> AskInVain(TState target) =>
        Assert.Throws<TransitionException<TState>>(() => Ask(target));

    /// <summary>Brings a new machine to where a test starts, and forgets how.</summary>
    internal Machine<TState> At(TState start)
    {
        Ask(start);
        Driver.Steps.Clear();
        Driver.Log.Clear();
        return this;
    }

    /// <summary>Every session was closed exactly once, but the one that belongs to the state.</summary>
    internal void AssertSessionsBalance(SessionKind open)
    {
        ITestSession[] left = [.. Driver.Sessions.Where(session => session.Closures == 0)];
        Assert.True(Driver.Sessions.All(session => session.Closures is 0 or 1));
        Assert.True(Driver.Sessions.All(session => session.Session.IsClosed == (session.Closures == 1)));
        SessionKind[] expected = open == SessionKind.None ? [] : [open];
        Assert.Equal(expected, left.Select(session => session.Session.Kind));
    }

    internal IEnumerable<(TState From, TState To)> StepsTaken() => Driver.Steps.Select(step => (step.From, step.To));
}

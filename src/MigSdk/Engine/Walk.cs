using System;

namespace MigSdk.Engine;

/// <summary>What a walk does after a failure.</summary>
internal enum Recovery
{
    /// <summary>The state stays the last one that was reached.</summary>
    Stay,

    /// <summary>The walk goes back to its start.</summary>
    WalkBack,

    /// <summary>The machine enters the error state.</summary>
    EnterError,
}

/// <summary>One requested transition as data: where it started, where it leads, how far it is and how it has failed.</summary>
internal struct Walk<TState>(TState start, TState target)
    where TState : struct, Enum
{
    private TState _legStart = start;
    private int _index;
    private bool _isStopped;

    /// <summary>The state in which the host asked.</summary>
    internal TState Start { get; } = start;

    /// <summary>The state that the host asked for.</summary>
    internal TState Target { get; } = target;

    /// <summary>Where the walk leads now: the target or, on the way back, the start.</summary>
    internal TState Goal { get; private set; } = target;

    /// <summary>Whether the walk is on its way back.</summary>
    internal bool IsGoingBack { get; private set; }

    /// <summary>What ended the way to the target; null so far.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>The arc at which it ended; null where it ended between two arcs.</summary>
    internal (TState From, TState To)? FailedArc { get; private set; }

    /// <summary>The session that was open when the walk started.</summary>
    internal MigrationSession? SessionAtStart { get; init; }

    /// <summary>The session that the walk has opened and that is still open.</summary>
    internal MigrationSession? Opened { get; set; }

    /// <summary>What the walk does after a failure; where every policy differs from the other.</summary>
    /// <param name="policy">The driver's policy.</param>
    /// <param name="hasErrorState">Whether the spec has one.</param>
    /// <param name="fatal">Whether the handler demands it.</param>
    /// <param name="goingBack">Whether the failed step was one of the way back.</param>
    /// <param name="moved">Whether the state is another than at the start.</param>
    /// <param name="canGoBack">
    /// Whether there is a path back and the session that was open at the start, if any, still is.
    /// </param>
    internal static Recovery Recover(
        FailurePolicy policy, bool hasErrorState, bool fatal, bool goingBack, bool moved, bool canGoBack)
    {
        if (goingBack || (fatal && hasErrorState))
            return hasErrorState ? Recovery.EnterError : Recovery.Stay;
        if (policy == FailurePolicy.StopWhereFailed || !moved)
            return Recovery.Stay;
        if (canGoBack)
            return Recovery.WalkBack;
        return hasErrorState ? Recovery.EnterError : Recovery.Stay;
    }

    /// <summary>The next arc of the walk, if one is left.</summary>
    internal readonly bool TryPeek(IStateMachineSteps<TState> steps, out TState next)
    {
        next = Goal;
        if (_isStopped)
            return false;
        ReadOnlySpan<TState> path = steps.PathOf(_legStart, Goal);
        if (_index >= path.Length)
            return false;
        next = path[_index];
        return true;
    }

    internal void Advance() => _index++;

    /// <summary>Ends the way to the goal. The host is told the first failure; one on the way back shows in the state.</summary>
    internal void Fail(Exception cause, (TState From, TState To)? arc)
    {
        _isStopped = true;
        if (Failure is not null)
            return;
        Failure = cause;
        FailedArc = arc;
    }

    /// <summary>After a failure: goes on, from a state that was reached, back to the start.</summary>
    internal void GoBack(TState from)
    {
        _isStopped = false;
        IsGoingBack = true;
        _legStart = from;
        _index = 0;
        Goal = Start;
    }
}

using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MigSdk.Engine;

/// <summary>The engine of one driver: holds its state and session, and carries transitions out by the laws.</summary>
/// <remarks>Generated code calls it. Everything that is the same for every driver is here, and nothing else is.</remarks>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class StateMachineCore<TState>
    where TState : struct, Enum
{
    private readonly TState _initial;
    private readonly TState? _error;
    private readonly FailurePolicy _policy;
    private readonly TransitionGate _gate;
    private StateCell<TState> _state;
    private int _onlyThread;

    /// <summary>Creates an engine in the spec's initial state.</summary>
    /// <param name="initial">The spec's initial state.</param>
    /// <param name="error">The spec's error state; null where it has none.</param>
    /// <param name="policy">What a failed transition leaves.</param>
    /// <param name="singleThreaded">Whether the driver is only ever used from one thread.</param>
    public StateMachineCore(TState initial, TState? error, FailurePolicy policy, bool singleThreaded)
    {
        _initial = initial;
        _error = error;
        _policy = policy;
        _gate = new TransitionGate(singleThreaded);
        _state = new StateCell<TState>(initial);
    }

    /// <summary>The state in which the driver is. Never blocks.</summary>
    public TState State
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _state.Value;
    }

    /// <summary>
    /// In debug builds of a driver that is declared single-threaded: binds it to the first thread that drives it.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread drives it now.</exception>
    public void VerifyThread()
    {
        int here = Environment.CurrentManagedThreadId;
        int owner = Interlocked.CompareExchange(ref _onlyThread, here, 0);
        if (owner != 0 && owner != here)
        {
            throw new InvalidOperationException(
                $"The driver is declared SingleThreaded and was driven by thread {owner}; now thread {here} drives it. "
                + "Remove SingleThreaded from the driver's attribute, or keep to one thread.");
        }
    }

    private bool IsInsideHandler => _gate.IsHeldByThisThread || HandlerScope.IsInside(this);

    /// <summary>Begins a transition at once, if the driver is idle and nobody observes it.</summary>
    /// <returns>True if the caller may take an arc in place, and then completes or fails it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter() => !Telemetry.IsListening && _gate.TryEnter();

    /// <summary>Completes a transition of one arc that was taken in place.</summary>
    /// <param name="steps">The driver.</param>
    /// <param name="from">Where it started.</param>
    /// <param name="to">Where it ended.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Complete(IStateMachineSteps<TState> steps, TState from, TState to)
    {
        _state.Value = to;
        if (!_gate.TryLeaveAtOnce())
            CompleteWithOthers(steps, from, to);
    }

    /// <summary>Fails a transition of one arc that was taken in place.</summary>
    /// <param name="steps">The driver.</param>
    /// <param name="from">Where it started.</param>
    /// <param name="target">Where it should have ended.</param>
    /// <param name="cause">What the handler threw.</param>
    /// <returns>Nothing: it throws.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public MigrationSession? Fail(IStateMachineSteps<TState> steps, TState from, TState target, Exception cause)
    {
        var walk = new Walk<TState>(from, target);
        FailStep(steps, ref walk, cause, (from, target));
        return Finish(steps, walk, null);
    }

    // Apart from the path on which nobody waits and no reset is asked for, so that it needs no frame for this.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CompleteWithOthers(IStateMachineSteps<TState> steps, TState from, TState to) =>
        Finish(steps, new Walk<TState>(from, to), null);

    private bool IsError(TState state) => _error is { } error && EqualityComparer<TState>.Default.Equals(error, state);

    private void ThrowIfInsideHandler(IStateMachineSteps<TState> steps, TState target)
    {
        if (!IsInsideHandler)
            return;
        throw RefusedAtGate(
            steps,
            Errno.EDEADLK,
            target,
            $"-> {target} was asked for inside a handler of the same driver, which would wait for itself. Return from the "
            + "handler first; a handler that wants the driver back in its initial state calls Reset.");
    }

    // Nothing has begun and nothing has changed.
    private TransitionException<TState> RefusedAtGate(
        IStateMachineSteps<TState> steps, Errno errno, TState target, string message, Exception? cause = null)
    {
        TState state = State;
        var failure = new TransitionException<TState>(errno, state, target, state, message, cause);
        Telemetry.Failed(steps, failure);
        return failure;
    }
}

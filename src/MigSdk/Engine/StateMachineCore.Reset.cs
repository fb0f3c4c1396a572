using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Engine;

// Reset: at once while idle, else left to the transition in flight.
public sealed partial class StateMachineCore<TState>
{
    // The thread that is in the driver's own reset; asking for a reset there asks for what is happening.
    private int _resettingThread;

    private bool IsResettingHere => Volatile.Read(ref _resettingThread) == Environment.CurrentManagedThreadId;

    /// <summary>Brings the driver back to the initial state, or leaves that to the transition in flight.</summary>
    /// <param name="steps">The driver.</param>
    public void Reset(IStateMachineSteps<TState> steps)
    {
        if (IsResettingHere || !_gate.TryEnterToReset(out _))
            return;
        if (ResetInside(steps) is { } failure)
            throw failure;
    }

    /// <summary>As <see cref="Reset"/>, and completes when the reset has taken effect.</summary>
    /// <param name="steps">The driver.</param>
    /// <returns>A task that completes when the driver is in the initial state.</returns>
    public ValueTask ResetAsync(IStateMachineSteps<TState> steps)
    {
        if (IsResettingHere)
            return ValueTask.CompletedTask;
        bool inside = IsInsideHandler;
        if (_gate.TryEnterToReset(out Task effect))
            return ResetInside(steps) is { } failure ? ValueTask.FromException(failure) : ValueTask.CompletedTask;
        if (!inside)
            return new ValueTask(effect);

        TState state = State;
        return ValueTask.FromException(new TransitionException<TState>(
            Errno.EDEADLK, state, _initial, state,
            "A handler cannot wait for the reset of its own driver, which takes effect after it. The reset is asked for "
            + "all the same; call Reset, which does not wait."));
    }

    private TransitionException<TState>? ResetInside(IStateMachineSteps<TState> steps)
    {
        TransitionException<TState>? failure = ResetDevice(steps);
        while (!_gate.TryLeave())
            ResetOnRequest(steps);
        return failure;
    }

    private void ResetOnRequest(IStateMachineSteps<TState> steps)
    {
        TaskCompletionSource? effect = _gate.TakeResetRequest();
        TransitionException<TState>? failure = ResetDevice(steps);
        if (failure is null)
        {
            effect?.SetResult();
        }
        else if (effect is not null)
        {
            effect.SetException(failure);
            // Who asked by Reset does not look at the task: the state and the transition in flight tell it.
            _ = effect.Task.Exception;
        }
    }

    private TransitionException<TState>? ResetDevice(IStateMachineSteps<TState> steps)
    {
        TState before = State;
        CloseSession();
        TransitionException<TState>? failure = null;
        Volatile.Write(ref _resettingThread, Environment.CurrentManagedThreadId);
        try
        {
            steps.ResetDevice();
            _state.Value = _initial;
        }
        catch (Exception cause)
        {
            TState state = _error ?? _initial;
            _state.Value = state;
            failure = new TransitionException<TState>(
                Failure.ErrnoOf(cause), before, _initial, state,
                $"The driver's own reset failed: {cause.Message.TrimEnd('.')}. The driver is in {state}.", cause);
        }
        finally
        {
            Volatile.Write(ref _resettingThread, 0);
        }

        Telemetry.Reset(steps, failure);
        return failure;
    }
}

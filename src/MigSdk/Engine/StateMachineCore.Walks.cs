using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Engine;

// A transition as a walk over arcs: begun in turn, taken step by step, recovered after a failure, and reported.
public sealed partial class StateMachineCore<TState>
{
    /// <summary>Carries out a transition of a driver whose handlers are all synchronous.</summary>
    /// <param name="steps">The driver.</param>
    /// <param name="target">The state to reach.</param>
    /// <returns>The session that was opened and is still open.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public MigrationSession? SetState(ISynchronousSteps<TState> steps, TState target)
    {
        if (!_gate.TryEnter())
        {
            ThrowIfInsideHandler(steps, target);
            _gate.Enter();
        }

        return WalkInside(steps, target);
    }

    /// <summary>Carries out a transition that <see cref="TryEnter"/> has begun.</summary>
    /// <param name="steps">The driver.</param>
    /// <param name="target">The state to reach.</param>
    /// <returns>The session that was opened and is still open.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public MigrationSession? WalkInside(ISynchronousSteps<TState> steps, TState target)
    {
        Walk<TState> walk = BeginWalk(steps, target, out Telemetry.Observed? observed);
        while (TryNextStep(steps, ref walk, out ArcStep<TState> step))
        {
            Telemetry.Observed? observedStep = Telemetry.BeginStep(steps, step.From, step.To);
            try
            {
                OpenSession?.TakeTurn(TransitionToken);
                BeginStep(steps, step);
                steps.Take(step);
                CompleteStep(steps, ref walk, step);
                observedStep?.End(null);
            }
            catch (Exception cause)
            {
                AbortStep();
                Exception failure = FailStep(steps, ref walk, cause, (step.From, step.To));
                observedStep?.End(failure);
            }
        }

        return Finish(steps, walk, observed);
    }

    /// <summary>Carries out a transition without blocking for its turn or for the session.</summary>
    /// <param name="steps">The driver.</param>
    /// <param name="target">The state to reach.</param>
    /// <param name="cancel">Stops the wait, or the walk after the step that is in flight.</param>
    /// <returns>The session that was opened and is still open.</returns>
    public async ValueTask<MigrationSession?> SetStateAsync(
        IStateMachineSteps<TState> steps, TState target, CancellationToken cancel)
    {
        await EnterAsync(steps, target, cancel).ConfigureAwait(false);
        _gate.SetOwner(0);
        _hostCancel = cancel;
        HandlerScope scope = HandlerScope.Enter(this);
        try
        {
            Walk<TState> walk = BeginWalk(steps, target, out Telemetry.Observed? observed);
            while (TryNextStep(steps, ref walk, out ArcStep<TState> step))
            {
                Telemetry.Observed? observedStep = Telemetry.BeginStep(steps, step.From, step.To);
                try
                {
                    if (OpenSession is { } session)
                        await session.TakeTurnAsync(TransitionToken).ConfigureAwait(false);
                    BeginStep(steps, step);
                    if (steps is ISynchronousSteps<TState> synchronous)
                        synchronous.Take(step);
                    else
                        await ((IAsynchronousSteps<TState>)steps).TakeAsync(step).ConfigureAwait(false);
                    CompleteStep(steps, ref walk, step);
                    observedStep?.End(null);
                }
                catch (Exception cause)
                {
                    AbortStep();
                    Exception failure = FailStep(steps, ref walk, cause, (step.From, step.To));
                    observedStep?.End(failure);
                }
            }

            return Finish(steps, walk, observed);
        }
        finally
        {
            scope.Exit();
        }
    }

    private async ValueTask EnterAsync(IStateMachineSteps<TState> steps, TState target, CancellationToken cancel)
    {
        if (!cancel.IsCancellationRequested && _gate.TryEnter())
            return;
        ThrowIfInsideHandler(steps, target);
        try
        {
            await _gate.EnterAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause)
        {
            throw RefusedAtGate(steps, Errno.ECANCELED, target, $"-> {target} was cancelled before it began.", cause);
        }
    }

    private Walk<TState> BeginWalk(IStateMachineSteps<TState> steps, TState target, out Telemetry.Observed? observed)
    {
        // A reset that was asked for between the handing over of the gate and now belongs before this transition.
        while (_gate.IsResetRequested)
            ResetOnRequest(steps);

        TState start = State;
        observed = Telemetry.BeginTransition(steps, start, target);
        var walk = new Walk<TState>(start, target) { SessionAtStart = OpenSession };
        bool isSame = EqualityComparer<TState>.Default.Equals(start, target);
        if (isSame ? IsError(start) : steps.PathOf(start, target).IsEmpty)
            walk.Fail(new MigrationException(Errno.EINVAL, Refusal(start, target)), null);
        return walk;
    }

    private bool TryNextStep(IStateMachineSteps<TState> steps, ref Walk<TState> walk, out ArcStep<TState> step)
    {
        while (walk.TryPeek(steps, out TState next))
        {
            if (Interruption(walk) is { } cause)
            {
                FailStep(steps, ref walk, cause, null);
                continue;
            }

            step = new ArcStep<TState>(this, State, next, walk.Goal);
            return true;
        }

        step = default;
        return false;
    }

    private MigrationException? Interruption(in Walk<TState> walk)
    {
        if (_gate.IsResetRequested)
            return new MigrationException(Errno.ECANCELED, "a reset came in between");
        return !walk.IsGoingBack && _hostCancel.IsCancellationRequested
            ? new MigrationException(Errno.ECANCELED, "the host cancelled it")
            : null;
    }

    /// <returns>The failure: the cause, or the cancellation that the cause answers.</returns>
    private Exception FailStep(
        IStateMachineSteps<TState> steps, ref Walk<TState> walk, Exception cause, (TState From, TState To)? arc)
    {
        bool goingBack = walk.IsGoingBack;
        if (cause is OperationCanceledException && Interruption(walk) is { } interruption)
            cause = new MigrationException(interruption.Errno, interruption.Message, cause);
        walk.Fail(cause, arc);

        // A requested reset leads to the initial state from wherever the walk stops.
        if (_gate.IsResetRequested)
            return cause;

        TState state = State;
        bool moved = !EqualityComparer<TState>.Default.Equals(state, walk.Start);
        bool canGoBack = moved
            && !steps.PathOf(state, walk.Start).IsEmpty
            && (walk.SessionAtStart is null || ReferenceEquals(walk.SessionAtStart, OpenSession));
        switch (Walk<TState>.Recover(_policy, _error is not null, Failure.IsFatal(cause), goingBack, moved, canGoBack))
        {
            case Recovery.WalkBack:
                Unlink();
                walk.GoBack(state);
                break;
            case Recovery.EnterError:
                CloseSession();
                _state.Value = _error!.Value;
                break;
        }

        return cause;
    }

    /// <summary>Ends a transition: carries out a reset that came in between, lets the next one in, and reports.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private MigrationSession? Finish(IStateMachineSteps<TState> steps, in Walk<TState> walk, Telemetry.Observed? observed)
    {
        Unlink();
        TState reached = State;
        bool wasReset = false;
        while (!_gate.TryLeave())
        {
            ResetOnRequest(steps);
            reached = State;
            wasReset = true;
        }

        TransitionException<TState>? failure = null;
        if (wasReset)
        {
            string message = $"{walk.Start} -> {walk.Target} was cancelled by a reset. The driver is in {reached}.";
            failure = new(Errno.ECANCELED, walk.Start, walk.Target, reached, message, walk.Failure);
        }
        else if (walk.Failure is { } cause)
        {
            failure = new(Failure.ErrnoOf(cause), walk.Start, walk.Target, reached, Describe(walk, cause, reached), cause);
        }

        observed?.End(failure);
        if (failure is not null)
        {
            Telemetry.Failed(steps, failure);
            throw failure;
        }

        return walk.Opened is { IsClosed: false } opened ? opened : null;
    }
}

using System;
using System.Threading;

namespace MigSdk.Engine;

// The session of a driver, from the arc that opens it to the one that closes it. All of this happens inside the gate.
public sealed partial class StateMachineCore<TState>
{
    private CancellationToken _hostCancel;
    private CancellationTokenRegistration _hostLink;
    private bool _isLinked;
    private MigrationSession? _turnOf;
    private SessionNursery? _nursery;

    /// <summary>The session that is open now.</summary>
    internal MigrationSession? OpenSession { get; private set; }

    /// <summary>The session that the step in flight is opening.</summary>
    internal MigrationSession? OpeningSession { get; private set; }

    /// <summary>Cancelled by the host and by a reset. Made only when somebody asks, and used again if nobody cancels.</summary>
    internal CancellationToken TransitionToken
    {
        get
        {
            CancellationTokenSource cancel = _gate.GetCancellation();
            if (!_isLinked && _hostCancel.CanBeCanceled)
            {
                _isLinked = true;
                _hostLink = _hostCancel.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), cancel);
            }

            return cancel.Token;
        }
    }

    internal void BeginSession(TState from, TState to, MigrationSession? session)
    {
        if (session is null)
            throw new InvalidOperationException($"The handler of {from} -> {to} returned no session.");
        session.Open();
        OpeningSession = session;
    }

    private void BeginStep(IStateMachineSteps<TState> steps, in ArcStep<TState> step)
    {
        // The turn was taken before: the host's reads and writes and the arcs of their group exclude each other.
        _turnOf = OpenSession;
        // The session that is open is the one of the state that the arc leaves.
        SessionKind open = OpenSession?.Kind ?? SessionKind.None;
        SessionKind to = steps.SessionOf(step.To);
        if (open == to)
            return;
        OpenSession?.ThrowIfNotCompletable();
        if (to != SessionKind.None)
            _nursery = SessionNursery.Enter();
    }

    private void CompleteStep(IStateMachineSteps<TState> steps, ref Walk<TState> walk, in ArcStep<TState> step)
    {
        if (OpeningSession is not null || (OpenSession is { } open && open.Kind != steps.SessionOf(step.To)))
        {
            CloseSession();
            OpenSession = OpeningSession;
            OpeningSession = null;
            walk.Opened = OpenSession;
            EndNursery(OpenSession);
        }

        OpenSession?.Arrive(steps.IsPreCopy(step.To));
        _state.Value = step.To;
        walk.Advance();
        YieldTurn();
    }

    /// <summary>After a failed step: the session that was open stays open, one that the step created does not.</summary>
    private void AbortStep()
    {
        OpeningSession?.Close();
        OpeningSession = null;
        EndNursery(null);
        YieldTurn();
    }

    private void CloseSession()
    {
        OpenSession?.Close();
        OpenSession = null;
    }

    private void EndNursery(MigrationSession? opened)
    {
        _nursery?.Exit();
        _nursery?.CloseAllBut(opened);
        _nursery = null;
    }

    private void YieldTurn()
    {
        _turnOf?.YieldTurn();
        _turnOf = null;
    }

    /// <summary>From here on the host's cancellation does not concern the walk any more.</summary>
    private void Unlink()
    {
        if (_isLinked)
        {
            _hostLink.Dispose();
            _hostLink = default;
            _isLinked = false;
        }

        _hostCancel = default;
        _gate.RenewCancellation();
    }
}

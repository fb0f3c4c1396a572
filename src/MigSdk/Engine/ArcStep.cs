using System;
using System.ComponentModel;
using System.Threading;

namespace MigSdk.Engine;

/// <summary>One arc that is being taken. Generated code draws the handlers' arguments from it.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArcStep<TState>
    where TState : struct, Enum
{
    private readonly StateMachineCore<TState> _core;

    /// <summary>Creates a step.</summary>
    /// <param name="core">The driver's engine.</param>
    /// <param name="from">The state that the arc leaves.</param>
    /// <param name="to">The state that the arc enters.</param>
    /// <param name="target">The state that the walk leads to.</param>
    public ArcStep(StateMachineCore<TState> core, TState from, TState to, TState target)
    {
        _core = core;
        From = from;
        To = to;
        Target = target;
    }

    /// <summary>The state that the arc leaves.</summary>
    public TState From { get; }

    /// <summary>The state that the arc enters.</summary>
    public TState To { get; }

    /// <summary>The state that the walk leads to.</summary>
    public TState Target { get; }

    /// <summary>Cancelled by the host and by a reset.</summary>
    public CancellationToken CancellationToken => _core.TransitionToken;

    /// <summary>The session that is open while the arc is taken.</summary>
    /// <typeparam name="TSession">The type that the opening arc's handler returned.</typeparam>
    /// <returns>The session.</returns>
    public TSession Session<TSession>()
        where TSession : MigrationSession => (TSession)_core.OpenSession!;

    /// <summary>The session that this arc has opened, for its entry handlers.</summary>
    /// <typeparam name="TSession">The type that the arc's handler returned.</typeparam>
    /// <returns>The session.</returns>
    public TSession Opened<TSession>()
        where TSession : MigrationSession => (TSession)_core.OpeningSession!;

    /// <summary>Gives the session that the arc's handler has returned to the SDK.</summary>
    /// <param name="session">The session.</param>
    /// <exception cref="InvalidOperationException">It is null, or was opened before.</exception>
    public void Open(MigrationSession? session) => _core.BeginSession(From, To, session);
}

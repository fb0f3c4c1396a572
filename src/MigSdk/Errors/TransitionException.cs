using System;

namespace MigSdk;

/// <summary>A transition that was refused, failed or was cancelled.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
public sealed class TransitionException<TState> : MigrationException
    where TState : struct, Enum
{
    /// <summary>Creates the failure of a transition.</summary>
    /// <param name="errno">The error number.</param>
    /// <param name="from">The state in which the transition started.</param>
    /// <param name="target">The state that was asked for.</param>
    /// <param name="state">The state in which the driver is left.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause: what the handler threw.</param>
    public TransitionException(
        Errno errno, TState from, TState target, TState state, string message, Exception? innerException = null)
        : base(errno, message, innerException)
    {
        From = from;
        Target = target;
        State = state;
    }

    /// <summary>The state in which the transition started.</summary>
    public TState From { get; }

    /// <summary>The state that was asked for.</summary>
    public TState Target { get; }

    /// <summary>The state in which the driver is left: under the default policy the last one that the walk reached.</summary>
    public new TState State { get; }

    private protected override Enum BoxedState => State;
}

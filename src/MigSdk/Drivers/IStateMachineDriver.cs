using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk;

/// <summary>A driver of some spec, for hosts that do not know its type. The generator implements it.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
public interface IStateMachineDriver<TState>
    where TState : struct, Enum
{
    /// <summary>
    /// Whether a driver of this type can be asked to go from one state to another: true for an arc, for a combination
    /// transition and for a state onto itself; false for blocked pairs, for anything to or from the error state, for
    /// states of absent features and for values out of range. Never throws.
    /// </summary>
    /// <remarks>The answer of <c>VFIO_DEVICE_MIG_ARC_SUPPORTED</c> in the debate of January 2022.</remarks>
    /// <param name="from">The state in which the driver would be asked.</param>
    /// <param name="to">The target.</param>
    /// <returns>Whether the transition is supported.</returns>
    static abstract bool ArcSupported(TState from, TState to);

    /// <summary>Every answer of <see cref="ArcSupported"/> at once.</summary>
    static abstract TransitionSet<TState> SupportedTransitions { get; }

    /// <summary>The first state on the way to a target: what the kernel's <c>vfio_mig_get_next_state()</c> gives.</summary>
    /// <param name="current">The state in which the driver is.</param>
    /// <param name="target">The state that it shall reach.</param>
    /// <param name="next">The next state, or <paramref name="current"/> where it is the target or there is no way.</param>
    /// <returns>Whether the transition is supported (the kernel's function gives EINVAL where it is not).</returns>
    static abstract bool TryGetNextState(TState current, TState target, out TState next);

    /// <summary>The states after <paramref name="current"/> on the way to a target, the target last.</summary>
    /// <param name="current">The state in which the driver is.</param>
    /// <param name="target">The state that it shall reach.</param>
    /// <returns>Constant data; empty for a state onto itself and for what is not supported.</returns>
    static abstract ReadOnlySpan<TState> GetPath(TState current, TState target);

    /// <summary>The state in which the driver is. Can be read at any time from any thread and never blocks.</summary>
    TState State { get; }

    /// <summary>Carries out the transition to a target, after those that were asked for before it.</summary>
    /// <param name="target">The state to reach. The current state is a target too and does nothing.</param>
    /// <param name="cancel">Stops the walk after the step that is in flight, and tells its handler so.</param>
    /// <returns>The session that this call opened and that is still open, else null.</returns>
    /// <exception cref="TransitionException{TState}">
    /// EINVAL where the transition is not supported (nothing has changed); ECANCELED after cancellation or a reset;
    /// EDEADLK where a handler of this driver asks; otherwise the errno of the handler that failed.
    /// </exception>
    ValueTask<MigrationSession?> SetStateAsync(TState target, CancellationToken cancel = default);

    /// <summary>
    /// Brings the driver back to the spec's initial state, from any state and with the session closed. Can be called
    /// from any thread at any time, also from inside a handler, and never blocks: while idle it takes effect before it
    /// returns; a transition in flight stops after the handler that is running, is reset, and reports ECANCELED.
    /// </summary>
    /// <exception cref="TransitionException{TState}">
    /// The driver's own reset failed: its errno (EIO where it gave none).
    /// </exception>
    void Reset();

    /// <summary>As <see cref="Reset"/>, and completes when the reset has taken effect.</summary>
    /// <returns>A task that completes when the driver is in the initial state.</returns>
    /// <exception cref="TransitionException{TState}">
    /// The driver's errno (EIO where it gave none) where its own reset failed; EDEADLK inside a handler of this driver, where waiting would never end
    /// (the reset is asked for all the same and takes effect after the handler).
    /// </exception>
    ValueTask ResetAsync();
}

using System;
using System.ComponentModel;
using System.Threading.Tasks;

namespace MigSdk.Engine;

/// <summary>What the engine asks of a driver. The generator implements it; nobody else calls or implements it.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStateMachineSteps<TState>
    where TState : struct, Enum
{
    /// <summary>The states after <paramref name="current"/> on the way to a target; empty where there is none.</summary>
    /// <param name="current">Where the walk starts.</param>
    /// <param name="target">Where it ends.</param>
    /// <returns>Constant data.</returns>
    ReadOnlySpan<TState> PathOf(TState current, TState target);

    /// <summary>The session group of a state.</summary>
    /// <param name="state">A supported state.</param>
    /// <returns>The kind of session that is open there.</returns>
    SessionKind SessionOf(TState state);

    /// <summary>Whether a saving stream has no end in this state.</summary>
    /// <param name="state">A supported state.</param>
    /// <returns>True in PRE_COPY states.</returns>
    bool IsPreCopy(TState state);

    /// <summary>The driver's own part of a reset.</summary>
    void ResetDevice();
}

/// <summary>The steps of a driver whose handlers are all synchronous.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISynchronousSteps<TState> : IStateMachineSteps<TState>
    where TState : struct, Enum
{
    /// <summary>Runs exit handlers, the arc's handler and entry handlers.</summary>
    /// <param name="step">The arc to take.</param>
    void Take(in ArcStep<TState> step);
}

/// <summary>The steps of a driver with at least one asynchronous handler.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAsynchronousSteps<TState> : IStateMachineSteps<TState>
    where TState : struct, Enum
{
    /// <summary>Runs exit handlers, the arc's handler and entry handlers.</summary>
    /// <param name="step">The arc to take.</param>
    /// <returns>A task that completes when the last of them has.</returns>
    ValueTask TakeAsync(ArcStep<TState> step);
}

using System;

namespace MigSdk;

/// <summary>
/// Has a method run whenever an arc leaves a state or a session group, before the arc's own handler and as part of the same step:
/// if it fails, the step fails. It takes and returns what an arc's handler does, but never a session.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnExitAttribute : Attribute
{
    /// <summary>For a state of the VFIO migration FSM.</summary>
    /// <param name="state">The state that an arc leaves.</param>
    public OnExitAttribute(MigrationState state) => State = state;

    /// <summary>For a session group of any spec.</summary>
    /// <param name="session">The kind of session whose group an arc leaves.</param>
    public OnExitAttribute(SessionKind session) => Session = session;

    /// <summary>The state that an arc leaves; null where the method stands for a session group.</summary>
    public MigrationState? State { get; }

    /// <summary>
    /// The kind of session whose group an arc leaves; <see cref="SessionKind.None"/> where the method stands for a state.
    /// </summary>
    public SessionKind Session { get; }
}

/// <summary>As <see cref="OnExitAttribute"/>, for a state of any spec.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
/// <param name="state">The state that an arc leaves.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnExitAttribute<TState>(TState state) : Attribute
    where TState : struct, Enum
{
    /// <summary>The state that an arc leaves.</summary>
    public TState State { get; } = state;
}

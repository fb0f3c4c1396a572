using System;

namespace MigSdk;

/// <summary>
/// Has a method run whenever an arc enters a state or a session group, after the arc's own handler and as part of the same step:
/// if it fails, the step fails. It takes and returns what an arc's handler does, but never a session.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEnterAttribute : Attribute
{
    /// <summary>For a state of the VFIO migration FSM.</summary>
    /// <param name="state">The state that an arc enters.</param>
    public OnEnterAttribute(MigrationState state) => State = state;

    /// <summary>For a session group of any spec.</summary>
    /// <param name="session">The kind of session whose group an arc enters.</param>
    public OnEnterAttribute(SessionKind session) => Session = session;

    /// <summary>The state that an arc enters; null where the method stands for a session group.</summary>
    public MigrationState? State { get; }

    /// <summary>
    /// The kind of session whose group an arc enters; <see cref="SessionKind.None"/> where the method stands for a state.
    /// </summary>
    public SessionKind Session { get; }
}

/// <summary>As <see cref="OnEnterAttribute"/>, for a state of any spec.</summary>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
/// <param name="state">The state that an arc enters.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEnterAttribute<TState>(TState state) : Attribute
    where TState : struct, Enum
{
    /// <summary>The state that an arc enters.</summary>
    public TState State { get; } = state;
}

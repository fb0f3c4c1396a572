using System;

namespace MigSdk;

/// <summary>Makes a method the handler of an arc of the VFIO migration FSM; one handler may serve several arcs.</summary>
/// <remarks>
/// The handler takes any of <see cref="ArcContext"/>, the current <see cref="SavingSession"/> or
/// <see cref="ResumingSession"/>, and <see cref="System.Threading.CancellationToken"/>, in any order. It returns
/// <c>void</c>, <c>Task</c>, <c>ValueTask</c> or, where the arc opens a session, that session (or a task of it). It
/// fails by throwing; a <see cref="MigrationException"/> carries an errno.
/// </remarks>
/// <param name="from">The state that the arc leaves.</param>
/// <param name="to">The state that the arc enters.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ArcAttribute(MigrationState from, MigrationState to) : Attribute
{
    /// <summary>The state that the arc leaves.</summary>
    public MigrationState From { get; } = from;

    /// <summary>The state that the arc enters.</summary>
    public MigrationState To { get; } = to;
}

/// <summary>Makes a method the handler of an arc of any spec; one handler may serve several arcs.</summary>
/// <remarks>As <see cref="ArcAttribute"/>, with <see cref="ArcContext{TState}"/> in place of <see cref="ArcContext"/>.</remarks>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
/// <param name="from">The state that the arc leaves.</param>
/// <param name="to">The state that the arc enters.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ArcAttribute<TState>(TState from, TState to) : Attribute
    where TState : struct, Enum
{
    /// <summary>The state that the arc leaves.</summary>
    public TState From { get; } = from;

    /// <summary>The state that the arc enters.</summary>
    public TState To { get; } = to;
}

using System;

namespace MigSdk;

/// <summary>Declares an arc of the spec: a transition that a driver implements in one step.</summary>
/// <typeparam name="TState">The enum that the attribute stands on.</typeparam>
/// <param name="from">The state that the arc leaves.</param>
/// <param name="to">The state that the arc enters.</param>
[AttributeUsage(AttributeTargets.Enum, AllowMultiple = true)]
public sealed class SpecArcAttribute<TState>(TState from, TState to) : Attribute
    where TState : struct, Enum
{
    /// <summary>The state that the arc leaves.</summary>
    public TState From { get; } = from;

    /// <summary>The state that the arc enters.</summary>
    public TState To { get; } = to;

    /// <summary>
    /// The session that the arc opens, which puts <see cref="To"/> into that session's group. An arc between two states
    /// of one group keeps the session; an arc that leaves the group closes it.
    /// </summary>
    public SessionKind Opens { get; set; }

    /// <summary>
    /// Settles a tie: of two walks of equal length the one whose arcs have the higher sum is taken. 0 by default.
    /// </summary>
    public int Preference { get; set; }
}

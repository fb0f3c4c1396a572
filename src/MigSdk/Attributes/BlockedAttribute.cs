using System;

namespace MigSdk;

/// <summary>Declares that a transition is refused although a walk over the spec's arcs would lead there.</summary>
/// <typeparam name="TState">The enum that the attribute stands on.</typeparam>
/// <param name="from">The state in which the request is refused.</param>
/// <param name="to">The target that is refused there.</param>
[AttributeUsage(AttributeTargets.Enum, AllowMultiple = true)]
public sealed class BlockedAttribute<TState>(TState from, TState to) : Attribute
    where TState : struct, Enum
{
    /// <summary>The state in which the request is refused.</summary>
    public TState From { get; } = from;

    /// <summary>The target that is refused there.</summary>
    public TState To { get; } = to;
}

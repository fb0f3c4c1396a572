using System;

namespace MigSdk;

/// <summary>Declares an enum as the spec of a state machine: its members are the states, their values the wire values.</summary>
/// <remarks>
/// The arcs are given by <see cref="SpecArcAttribute{TState}"/> and the pairs without a path by
/// <see cref="BlockedAttribute{TState}"/> on the enum; <see cref="RequiresAttribute{TFeatures}"/>,
/// <see cref="OptionalAttribute"/> and <see cref="PreCopyStateAttribute"/> stand on single states.
/// </remarks>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class StateMachineSpecAttribute : Attribute
{
    /// <summary>
    /// The value of the state in which a driver begins and to which a reset leads. The member with value 0 where it is
    /// not said. A value above <see cref="long.MaxValue"/> is given unchecked.
    /// </summary>
    public long Initial { get; set; }

    /// <summary>
    /// The value of the state that a fatal failure leads to and only a reset leaves. Where it is not said the spec has
    /// no error state, and a fatal failure is an ordinary one.
    /// </summary>
    public long Error { get; set; }

    /// <summary>
    /// Whether the spec has no combination transitions: only single arcs are carried out. Meant for machines that their
    /// environment moves, such as a TCP connection.
    /// </summary>
    public bool SingleArcsOnly { get; set; }

    /// <summary>
    /// An interface that drivers of the spec implement beside <see cref="IStateMachineDriver{TState}"/>. The generated
    /// members are what it may demand, <c>Features</c> and <c>StopCopyLength</c> among them.
    /// </summary>
    public Type? DriverInterface { get; set; }

    /// <summary>What a failed transition leaves, in drivers that do not say otherwise.</summary>
    public FailurePolicy FailurePolicy { get; set; }
}

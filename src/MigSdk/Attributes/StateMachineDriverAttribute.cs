using System;

namespace MigSdk;

/// <summary>
/// Makes a partial class a driver of any spec: the generator adds the members of
/// <see cref="IStateMachineDriver{TState}"/>, and the analyzers hold the class's arcs against the spec.
/// </summary>
/// <typeparam name="TState">The enum that is the spec; it bears <see cref="StateMachineSpecAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StateMachineDriverAttribute<TState> : Attribute
    where TState : struct, Enum
{
    /// <summary>For a spec whose optional states are marked one by one, or that has none.</summary>
    /// <param name="optionalStates">The optional states that the driver has.</param>
    public StateMachineDriverAttribute(params TState[] optionalStates) => OptionalStates = optionalStates;

    /// <summary>For a spec with a feature enum.</summary>
    /// <param name="features">A constant of the spec's feature enum: what the driver supports.</param>
    public StateMachineDriverAttribute(object features)
    {
        Features = features;
        OptionalStates = [];
    }

    /// <summary>The optional states that the driver has.</summary>
    public TState[] OptionalStates { get; }

    /// <summary>A constant of the spec's feature enum; null where the spec has none.</summary>
    public object? Features { get; }

    /// <summary>What a failed transition leaves. The spec's own policy where it is not said.</summary>
    public FailurePolicy FailurePolicy { get; set; }

    /// <summary>
    /// Whether the driver is only ever used from one thread. It then pays nothing for mutual exclusion; use from a
    /// second thread is detected in debug builds of the driver. False by default.
    /// </summary>
    public bool SingleThreaded { get; set; }
}

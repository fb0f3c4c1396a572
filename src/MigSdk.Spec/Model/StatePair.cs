namespace MigSdk.Spec;

/// <summary>A start and a target state, by index into <see cref="StateMachineSpec.States"/>.</summary>
/// <param name="From">Index of the state that is left.</param>
/// <param name="To">Index of the state that is asked for.</param>
public readonly record struct StatePair(int From, int To);

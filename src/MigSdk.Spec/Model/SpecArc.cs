namespace MigSdk.Spec;

/// <summary>A transition that a driver implements in one step.</summary>
/// <param name="From">Index of the state that the arc leaves.</param>
/// <param name="To">Index of the state that the arc enters.</param>
/// <param name="Preference">
/// Settles a tie: among paths that are equal otherwise, the one with the higher sum of preferences is taken.
/// </param>
/// <param name="Opens">
/// The session group that the spec's author declares to be opened by this arc; null where nothing was declared.
/// What the arc opens by the groups of its ends is <see cref="StateMachineSpec.OpenedBy"/>.
/// </param>
public sealed record SpecArc(int From, int To, int Preference = 0, string? Opens = null);

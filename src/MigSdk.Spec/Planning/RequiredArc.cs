namespace MigSdk.Spec;

/// <summary>An arc that a driver must implement, because some transition that it supports has it on its path.</summary>
/// <param name="From">Index of the state that the arc leaves.</param>
/// <param name="To">Index of the state that the arc enters.</param>
/// <param name="IsDerived">
/// Whether the arc is not in the spec, but comes from states in between that the driver does not support.
/// </param>
/// <param name="Opens">The group whose session the arc opens, or null.</param>
/// <param name="Closes">The group whose session the arc closes, or null.</param>
/// <param name="NeededBy">
/// A transition that has the arc on its path: of all that have, one with the fewest steps, so the transition from
/// <paramref name="From"/> to <paramref name="To"/> itself wherever that is carried out by this arc.
/// </param>
public readonly record struct RequiredArc(
    int From,
    int To,
    bool IsDerived,
    string? Opens,
    string? Closes,
    StatePair NeededBy);

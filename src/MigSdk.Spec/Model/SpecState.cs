namespace MigSdk.Spec;

/// <summary>A state that a spec lays down.</summary>
/// <param name="Name">The state's name, as its enum spells it.</param>
/// <param name="Value">The value on the wire; the bits of a value from 2^63 on are kept, with a negative sign.</param>
/// <param name="Requires">
/// Indexes into <see cref="StateMachineSpec.Features"/>: a driver has the state if it has all of these.
/// The error state belongs to every driver, whatever stands here.
/// </param>
/// <param name="Group">
/// The session group that the state belongs to: while a driver is in a state of the group, the group's session is
/// open. Null if no session is open in the state.
/// </param>
/// <param name="IsPreCopy">
/// Whether this is a saving state in which the device still runs, so that the stream has no end in it.
/// </param>
public sealed record SpecState(
    string Name,
    long Value,
    IndexSet Requires = default,
    string? Group = null,
    bool IsPreCopy = false);

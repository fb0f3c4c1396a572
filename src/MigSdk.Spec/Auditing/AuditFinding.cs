namespace MigSdk.Spec;

/// <summary>Something that is wrong with a spec.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">What is wrong, with the names of the states, and what would mend it.</param>
/// <param name="State">Index of the state that it is about; null if it is about a pair.</param>
/// <param name="Pair">
/// The arc or pair of states that it is about; null if it is about a state. A finding about a feature has both: a state
/// that requires it, and the pair that is lost without it.
/// </param>
public sealed record AuditFinding(
    AuditFindingKind Kind,
    string Message,
    int? State = null,
    StatePair? Pair = null);

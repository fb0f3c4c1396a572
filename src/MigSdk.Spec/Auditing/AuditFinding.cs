namespace MigSdk.Spec;

/// <summary>Something that is certainly wrong with a spec.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">What is wrong, with the names of the states, and what would mend it.</param>
/// <param name="State">Index of the state that it is about; null if it is about a pair.</param>
/// <param name="Pair">The arc or pair of states that it is about; null if it is about a state.</param>
public sealed record AuditFinding(
    AuditFindingKind Kind,
    string Message,
    int? State = null,
    StatePair? Pair = null);

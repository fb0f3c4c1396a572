namespace MigSdk.Spec;

/// <summary>A change of a spec as a whole, of a state or of a feature, that hosts of the old spec may notice.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Level">What it means for hosts.</param>
/// <param name="Message">The change in words.</param>
/// <param name="State">
/// Index into the old spec's states; null if it is about a feature or about a state that only the new spec has.
/// </param>
/// <param name="Feature">Index into the old spec's features; null if it is about a state.</param>
public sealed record CompatibilityFinding(
    CompatibilityFindingKind Kind,
    CompatibilityLevel Level,
    string Message,
    int? State = null,
    int? Feature = null);

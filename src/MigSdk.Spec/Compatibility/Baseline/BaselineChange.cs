namespace MigSdk.Spec;

/// <summary>A fact that is in one of two baselines only.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="IsAdded">Whether it is in the new baseline; if not, it is in the old one.</param>
/// <param name="Kind">What the change of which it is a part means for hosts of the old baseline.</param>
public sealed record BaselineChange(BaselineFact Fact, bool IsAdded, BaselineChangeKind Kind);

namespace MigSdk.Spec;

/// <summary>An optional part of a spec: a driver that has it supports the states that require it.</summary>
/// <param name="Name">The flag's name, or the state's where the feature is a single optional state.</param>
/// <param name="Value">The flag's value, or the state's.</param>
/// <param name="OptionalState">
/// Index of the state whose presence is the whole feature; null for a feature that the spec names by a flag.
/// </param>
public sealed record SpecFeature(string Name, long Value, int? OptionalState = null);

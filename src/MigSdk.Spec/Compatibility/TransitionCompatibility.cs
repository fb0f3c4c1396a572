namespace MigSdk.Spec;

/// <summary>What becomes of one transition of the old spec.</summary>
/// <param name="Pair">Start and target state, by index into the old spec's states.</param>
/// <param name="Level">
/// <see cref="CompatibilityLevel.Compatible"/> if every driver of the new spec of which a host may ask it answers as
/// before, <see cref="CompatibilityLevel.Breaking"/> if none does, else <see cref="CompatibilityLevel.OptOut"/>.
/// </param>
/// <param name="Change">What has changed.</param>
/// <param name="Detail">The change in words; empty if there is none.</param>
/// <param name="DriverFeatures">
/// A set of features of the new spec, the mandatory ones among them, that shows the change: that of a driver with
/// few features. Empty where <see cref="TransitionChange.NotAsked"/>.
/// </param>
/// <param name="HostFeatures">The features of the old spec that a host takes such a driver to have.</param>
/// <param name="Needs">
/// Features of the new spec without any one of which the transition is lost, though a host has no reason to look for
/// them. Empty if the answer does not depend on such features.
/// </param>
public sealed record TransitionCompatibility(
    StatePair Pair,
    CompatibilityLevel Level,
    TransitionChange Change,
    string Detail = "",
    IndexSet DriverFeatures = default,
    IndexSet HostFeatures = default,
    IndexSet Needs = default);

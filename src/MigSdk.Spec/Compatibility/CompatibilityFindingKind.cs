namespace MigSdk.Spec;

/// <summary>What can have changed in a spec as a whole, in a state or in a feature.</summary>
public enum CompatibilityFindingKind
{
    /// <summary>After reset the driver is in another state than hosts take it to be in.</summary>
    InitialStateChanged,

    /// <summary>A failure may now end in a state that only reset leads out of, and before none did.</summary>
    ErrorStateAdded,

    /// <summary>A fatal failure ends in another state than hosts look for.</summary>
    ErrorStateChanged,

    /// <summary>There is no error state any more. Hosts never meet it, which does them no harm.</summary>
    ErrorStateRemoved,

    /// <summary>A state is not in the new spec.</summary>
    StateRemoved,

    /// <summary>A state has another value on the wire.</summary>
    StateValueChanged,

    /// <summary>Another session, or none, is open in a state.</summary>
    StateGroupChanged,

    /// <summary>A state has become a pre-copy state, or is one no more.</summary>
    StatePreCopyChanged,

    /// <summary>A state requires a feature that hosts did not need to look for.</summary>
    StateNeedsFeature,

    /// <summary>
    /// A state that the old spec does not have is on the way of transitions that hosts ask for, so a host may find a
    /// driver in it after a failed step.
    /// </summary>
    UnknownStateOnTheWay,

    /// <summary>A feature is not in the new spec.</summary>
    FeatureRemoved,

    /// <summary>A feature's flag has another value.</summary>
    FeatureValueChanged,

    /// <summary>The value of an old feature's flag now stands for another feature.</summary>
    FeatureValueReused,

    /// <summary>Drivers may now lack a feature that every driver had.</summary>
    FeatureBecameOptional,

    /// <summary>
    /// Every driver now has a feature. Hosts are not harmed; drivers without it do not conform any more.
    /// </summary>
    FeatureBecameMandatory,
}

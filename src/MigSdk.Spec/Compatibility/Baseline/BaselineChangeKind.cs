namespace MigSdk.Spec;

/// <summary>What a fact that is in one baseline only means for hosts of the old one.</summary>
public enum BaselineChangeKind
{
    /// <summary>The fact is new, and no host of the old baseline is worse off for it.</summary>
    Addition,

    /// <summary>The fact is gone, and no host of the old baseline misses it.</summary>
    Removal,

    /// <summary>With the change, some drivers do not serve hosts of the old baseline as before.</summary>
    OptOut,

    /// <summary>With the change, no driver serves hosts of the old baseline as before.</summary>
    Breaking,
}

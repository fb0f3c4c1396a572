namespace MigSdk.Spec;

/// <summary>What a change of a spec means for hosts of the old spec. A greater value is a worse one.</summary>
public enum CompatibilityLevel
{
    /// <summary>Whatever a host may ask for is answered as before, whichever driver of the new spec it meets.</summary>
    Compatible,

    /// <summary>
    /// A host is served as before by some drivers of the new spec only. What these have in common the host does not
    /// know to look for: the change lets drivers opt out of what the old spec promised.
    /// </summary>
    OptOut,

    /// <summary>No driver of the new spec answers as before.</summary>
    Breaking,
}

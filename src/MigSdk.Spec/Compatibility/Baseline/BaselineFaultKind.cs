namespace MigSdk.Spec;

/// <summary>What can be wrong with a line of a baseline file.</summary>
public enum BaselineFaultKind
{
    /// <summary>The line is no fact.</summary>
    Unreadable,

    /// <summary>What the line says is said already.</summary>
    Duplicate,

    /// <summary>Another line says otherwise.</summary>
    Contradiction,

    /// <summary>The line takes back what is not recorded as shipped.</summary>
    IdleRemoval,

    /// <summary>The line takes a fact back in the file where facts of releases are only added.</summary>
    MisplacedRemoval,

    /// <summary>The lines about a spec do not make one.</summary>
    Incomplete,
}

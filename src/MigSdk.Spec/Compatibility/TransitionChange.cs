namespace MigSdk.Spec;

/// <summary>What can have become of a transition that hosts of the old spec ask for.</summary>
public enum TransitionChange
{
    /// <summary>The same steps lead to the same end, for every driver.</summary>
    Unchanged,

    /// <summary>
    /// No host is ever in a position to ask for it: no driver of the new spec is in its start state, or none shows the
    /// features with which the old spec has the transition.
    /// </summary>
    NotAsked,

    /// <summary>Other steps lead to the same end.</summary>
    Rerouted,

    /// <summary>It opens a session where it went on with the one that was open, or the other way about.</summary>
    SessionChanged,

    /// <summary>The target has another value, another session is open in it, or it is pre-copy and was not.</summary>
    TargetChanged,

    /// <summary>It is not supported.</summary>
    Lost,
}

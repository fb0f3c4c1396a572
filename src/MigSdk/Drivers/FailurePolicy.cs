namespace MigSdk;

/// <summary>What a failed transition leaves.</summary>
public enum FailurePolicy
{
    /// <summary>
    /// The state is the last one that the walk reached; the host decides what to do. This is what the kernel's drivers
    /// do since the v2 uAPI.
    /// </summary>
    StopWhereFailed = 0,

    /// <summary>
    /// The walk goes back to the state in which it started. It ends in the error state if a step back fails, or if the
    /// walk had left the session group in which it started, since that session cannot be had back. This is what the RFC
    /// of January 2022 had the core do.
    /// </summary>
    RestoreStart = 1,
}

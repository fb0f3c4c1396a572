namespace MigSdk.Host;

/// <summary>The phases of a migration, in their order.</summary>
public enum MigrationPhase
{
    /// <summary>Both ends are checked, and the destination is made ready to take the state in.</summary>
    Setup,

    /// <summary>The source runs on while its state is transferred. Only for sources with PRE_COPY.</summary>
    PreCopy,

    /// <summary>The host's own workload is stopped, then the source.</summary>
    Stopping,

    /// <summary>The rest of the source's state is transferred.</summary>
    StopCopy,

    /// <summary>The destination takes over.</summary>
    Resuming,

    /// <summary>The destination runs; the source's stream is closed.</summary>
    Completing,

    /// <summary>All is done.</summary>
    Completed,

    /// <summary>A step has failed or the host has cancelled: the ends are brought back.</summary>
    Recovering,
}

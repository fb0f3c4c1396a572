namespace MigSdk.Testing.Tests.Soak;

/// <summary>What may come between a migration and its end.</summary>
internal enum FaultKind
{
    None,

    /// <summary>A handler throws.</summary>
    HandlerFails,

    /// <summary>A handler throws and demands the error state.</summary>
    HandlerFailsFatally,

    /// <summary>A handler takes longer than the host allows.</summary>
    HandlerIsSlow,

    /// <summary>The way to the device takes longer than the host allows.</summary>
    BackendIsSlow,

    /// <summary>The host cancels.</summary>
    Cancelled,

    /// <summary>The longest downtime passes.</summary>
    DowntimePasses,

    /// <summary>Somebody else resets the device.</summary>
    ResetBySomebodyElse,

    /// <summary>A bit of the device's stream flips on the way into the destination.</summary>
    StreamDamaged,

    /// <summary>The connection to a device's server breaks.</summary>
    SocketCut,

    /// <summary>A device's server goes away.</summary>
    ServerVanishes,

    /// <summary>The connection of the two hosts breaks.</summary>
    LinkCut,

    /// <summary>The connection of the two hosts is dead, and nobody says so.</summary>
    LinkDead,

    /// <summary>A bit flips on the connection of the two hosts.</summary>
    LinkDamaged,
}

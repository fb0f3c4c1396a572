namespace MigSdk.Host;

/// <summary>What a state of the uAPI says about the device, as far as hosts decide by it.</summary>
internal static class StateFacts
{
    /// <summary>Whether the device works in this state.</summary>
    internal static bool IsRunning(this MigrationState state) =>
        state is MigrationState.Running or MigrationState.RunningP2P or MigrationState.PreCopy
            or MigrationState.PreCopyP2P;

    /// <summary>The kind of stream that is open in this state.</summary>
    internal static SessionKind Session(this MigrationState state) => state switch
    {
        MigrationState.PreCopy or MigrationState.PreCopyP2P or MigrationState.StopCopy => SessionKind.Saving,
        MigrationState.Resuming => SessionKind.Resuming,
        _ => SessionKind.None,
    };
}

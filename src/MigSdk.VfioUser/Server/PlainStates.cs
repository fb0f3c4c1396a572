namespace MigSdk.VfioUser;

/// <summary>A driver as the protocol's own nine arcs show it, to clients that know no P2P states.</summary>
internal static class PlainStates
{
    /// <summary>The features that such a client is told.</summary>
    internal static MigrationFeatures Of(MigrationFeatures features) => features & ~MigrationFeatures.P2P;

    /// <summary>The state that such a client is told.</summary>
    internal static MigrationState Of(MigrationState state) => state switch
    {
        MigrationState.RunningP2P => MigrationState.Running,
        MigrationState.PreCopyP2P => MigrationState.PreCopy,
        _ => state,
    };

    /// <summary>Whether such a client may ask for a state.</summary>
    internal static bool IsKnown(MigrationState target) => Of(target) == target;
}

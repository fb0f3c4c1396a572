namespace MigSdk.Uapi;

/// <summary>How the states of the v1 protocol and those of the v2 uAPI correspond.</summary>
public static class V1StateBits
{
    /// <summary>Whether a value of the register is a state that a host may ask for: the v1 header's <c>_VALID</c>.</summary>
    /// <param name="bits">The register's value; bits that are not the state's are ignored.</param>
    /// <returns>False where RESUMING is together with another bit.</returns>
    public static bool IsValid(V1DeviceState bits) =>
        !bits.HasFlag(V1DeviceState.Resuming) || (bits & V1DeviceState.Mask) == V1DeviceState.Resuming;

    /// <summary>The v2 state that a v1 state stands for.</summary>
    /// <param name="bits">The register's value; bits that are not the state's are ignored.</param>
    /// <returns>The state; null for the two combinations that are invalid.</returns>
    public static MigrationState? ToV2(V1DeviceState bits) => (bits & V1DeviceState.Mask) switch
    {
        V1DeviceState.Stop => MigrationState.Stop,
        V1DeviceState.Running => MigrationState.Running,
        V1DeviceState.Saving => MigrationState.StopCopy,
        V1DeviceState.Running | V1DeviceState.Saving => MigrationState.PreCopy,
        V1DeviceState.Resuming => MigrationState.Resuming,
        V1DeviceState.Error => MigrationState.Error,
        _ => null,
    };

    /// <summary>
    /// The v1 state that shows a v2 state. v1 has no P2P states; a device in one of them runs as far as a v1 host can tell.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <returns>The bits.</returns>
    public static V1DeviceState FromV2(MigrationState state) => state switch
    {
        MigrationState.Stop => V1DeviceState.Stop,
        MigrationState.Running or MigrationState.RunningP2P => V1DeviceState.Running,
        MigrationState.StopCopy => V1DeviceState.Saving,
        MigrationState.PreCopy or MigrationState.PreCopyP2P => V1DeviceState.Running | V1DeviceState.Saving,
        MigrationState.Resuming => V1DeviceState.Resuming,
        _ => V1DeviceState.Error,
    };
}

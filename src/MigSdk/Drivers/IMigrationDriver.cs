namespace MigSdk;

/// <summary>A driver of the VFIO migration FSM, for hosts that do not know its type. The generator implements it.</summary>
public interface IMigrationDriver : IStateMachineDriver<MigrationState>
{
    /// <summary>What the driver supports; <see cref="MigrationFeatures.StopCopy"/> is always in it.</summary>
    static abstract MigrationFeatures Features { get; }

    /// <summary>
    /// The driver's estimate, in bytes, of its stream in STOP_COPY (<c>VFIO_DEVICE_FEATURE_MIG_DATA_SIZE</c>), or null
    /// where it gives none. Can be asked in any state.
    /// </summary>
    long? StopCopyLength { get; }
}

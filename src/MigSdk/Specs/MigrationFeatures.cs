using System;

namespace MigSdk;

/// <summary>The optional parts of the VFIO migration FSM that a driver supports.</summary>
/// <remarks>
/// The values are the kernel's <c>VFIO_MIGRATION_*</c> flags, as <c>VFIO_DEVICE_FEATURE_MIGRATION</c> reports them.
/// <see cref="StopCopy"/> is mandatory, so the legal sets are 1, 3, 5 and 7.
/// </remarks>
[Flags]
public enum MigrationFeatures : ulong
{
    /// <summary>No migration at all. No driver has this set; it is what a host sees of a device that cannot migrate.</summary>
    None = 0,

    /// <summary>
    /// The states that every driver has: STOP, RUNNING, STOP_COPY and RESUMING (<c>VFIO_MIGRATION_STOP_COPY</c>).
    /// </summary>
    StopCopy = 1,

    /// <summary>
    /// RUNNING_P2P, in which the device starts no new peer-to-peer DMA (<c>VFIO_MIGRATION_P2P</c>). With it several
    /// devices that talk to each other can be stopped together.
    /// </summary>
    P2P = 2,

    /// <summary>
    /// PRE_COPY, in which the device runs on while its state is read (<c>VFIO_MIGRATION_PRE_COPY</c>). Together with
    /// <see cref="P2P"/> it adds PRE_COPY_P2P.
    /// </summary>
    PreCopy = 4,
}

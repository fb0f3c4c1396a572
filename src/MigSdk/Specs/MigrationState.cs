using static MigSdk.MigrationFeatures;

namespace MigSdk;

/// <summary>The states of the VFIO device-migration FSM; the values are those of the uAPI.</summary>
/// <remarks>
/// Source: <c>enum vfio_device_mig_state</c> in <c>include/uapi/linux/vfio.h</c>. The arcs, the sessions that they
/// open and the pairs that have no path are declared here as attributes; everything else (combination transitions,
/// the arcs that a driver must implement) follows from the path rule.
/// </remarks>
[StateMachineSpec(Initial = (uint)Running, Error = (uint)Error, DriverInterface = typeof(IMigrationDriver))]
[SpecArc<MigrationState>(Running, RunningP2P)]
[SpecArc<MigrationState>(RunningP2P, Running)]
[SpecArc<MigrationState>(RunningP2P, Stop)]
[SpecArc<MigrationState>(Stop, RunningP2P)]
[SpecArc<MigrationState>(Stop, StopCopy, Opens = SessionKind.Saving)]
[SpecArc<MigrationState>(StopCopy, Stop)]
[SpecArc<MigrationState>(Stop, Resuming, Opens = SessionKind.Resuming)]
[SpecArc<MigrationState>(Resuming, Stop)]
[SpecArc<MigrationState>(Running, PreCopy, Opens = SessionKind.Saving)]
[SpecArc<MigrationState>(PreCopy, Running)]
[SpecArc<MigrationState>(RunningP2P, PreCopyP2P, Opens = SessionKind.Saving)]
[SpecArc<MigrationState>(PreCopyP2P, RunningP2P)]
[SpecArc<MigrationState>(PreCopy, PreCopyP2P)]
[SpecArc<MigrationState>(PreCopyP2P, PreCopy)]
[SpecArc<MigrationState>(PreCopyP2P, StopCopy)]
[Blocked<MigrationState>(StopCopy, PreCopy)]
[Blocked<MigrationState>(StopCopy, PreCopyP2P)]
public enum MigrationState : uint
{
    /// <summary>The device has failed and only a reset leads out (<c>VFIO_DEVICE_STATE_ERROR</c>).</summary>
    Error = 0,

    /// <summary>
    /// The device changes neither its own state nor anything outside (<c>VFIO_DEVICE_STATE_STOP</c>). It still answers
    /// accesses to its configuration space.
    /// </summary>
    [Requires<MigrationFeatures>(MigrationFeatures.StopCopy)]
    Stop = 1,

    /// <summary>The device works normally (<c>VFIO_DEVICE_STATE_RUNNING</c>); the state after a reset.</summary>
    [Requires<MigrationFeatures>(MigrationFeatures.StopCopy)]
    Running = 2,

    /// <summary>
    /// The device is stopped and its state can be read to the end of the stream
    /// (<c>VFIO_DEVICE_STATE_STOP_COPY</c>).
    /// </summary>
    [Requires<MigrationFeatures>(MigrationFeatures.StopCopy)]
    StopCopy = 3,

    /// <summary>The device is stopped and takes in the state of another (<c>VFIO_DEVICE_STATE_RESUMING</c>).</summary>
    [Requires<MigrationFeatures>(MigrationFeatures.StopCopy)]
    Resuming = 4,

    /// <summary>
    /// <see cref="Running"/>, but the device starts no new peer-to-peer DMA
    /// (<c>VFIO_DEVICE_STATE_RUNNING_P2P</c>).
    /// </summary>
    [Requires<MigrationFeatures>(P2P)]
    RunningP2P = 5,

    /// <summary>
    /// The device works, tracks what changes, and its state can already be read
    /// (<c>VFIO_DEVICE_STATE_PRE_COPY</c>).
    /// </summary>
    [Requires<MigrationFeatures>(MigrationFeatures.PreCopy), PreCopyState]
    PreCopy = 6,

    /// <summary>
    /// <see cref="PreCopy"/>, but the device starts no new peer-to-peer DMA
    /// (<c>VFIO_DEVICE_STATE_PRE_COPY_P2P</c>).
    /// </summary>
    [Requires<MigrationFeatures>(P2P | MigrationFeatures.PreCopy), PreCopyState]
    PreCopyP2P = 7,
}

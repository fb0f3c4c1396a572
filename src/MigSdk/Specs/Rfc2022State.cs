namespace MigSdk;

/// <summary>The states of the migration FSM as the RFC of January 2022 numbered them.</summary>
/// <remarks>
/// The RFC laid the FSM over the v1 migration region, whose bits give the first numbers. All 15 arcs are required of
/// a driver, and the core takes a failed transition back to where it started
/// (<see cref="FailurePolicy.RestoreStart"/>). The uAPI that followed is <see cref="MigrationState"/>.
/// </remarks>
[StateMachineSpec(Initial = (uint)Running, Error = (uint)Error, FailurePolicy = FailurePolicy.RestoreStart)]
[SpecArc<Rfc2022State>(Running, RunningP2P)]
[SpecArc<Rfc2022State>(RunningP2P, Running)]
[SpecArc<Rfc2022State>(RunningP2P, Stop)]
[SpecArc<Rfc2022State>(Stop, RunningP2P)]
[SpecArc<Rfc2022State>(Stop, StopCopy, Opens = SessionKind.Saving)]
[SpecArc<Rfc2022State>(StopCopy, Stop)]
[SpecArc<Rfc2022State>(Stop, Resuming, Opens = SessionKind.Resuming)]
[SpecArc<Rfc2022State>(Resuming, Stop)]
[SpecArc<Rfc2022State>(Running, PreCopy, Opens = SessionKind.Saving)]
[SpecArc<Rfc2022State>(PreCopy, Running)]
[SpecArc<Rfc2022State>(RunningP2P, PreCopyP2P, Opens = SessionKind.Saving)]
[SpecArc<Rfc2022State>(PreCopyP2P, RunningP2P)]
[SpecArc<Rfc2022State>(PreCopy, PreCopyP2P)]
[SpecArc<Rfc2022State>(PreCopyP2P, PreCopy)]
[SpecArc<Rfc2022State>(PreCopyP2P, StopCopy)]
[Blocked<Rfc2022State>(StopCopy, PreCopy)]
[Blocked<Rfc2022State>(StopCopy, PreCopyP2P)]
public enum Rfc2022State : uint
{
    /// <summary>The device changes neither its own state nor anything outside.</summary>
    Stop = 0,

    /// <summary>The device works normally; the state after a reset.</summary>
    Running = 1,

    /// <summary>The device is stopped and its state can be read to the end.</summary>
    StopCopy = 2,

    /// <summary>The device works, tracks what changes, and its state can already be read.</summary>
    [PreCopyState]
    PreCopy = 3,

    /// <summary>The device is stopped and takes in the state of another.</summary>
    Resuming = 4,

    /// <summary><see cref="PreCopy"/>, but the device starts no new peer-to-peer DMA.</summary>
    [PreCopyState]
    PreCopyP2P = 5,

    /// <summary>The device has failed and only a reset leads out.</summary>
    Error = 6,

    /// <summary><see cref="Running"/>, but the device starts no new peer-to-peer DMA.</summary>
    RunningP2P = 7,
}

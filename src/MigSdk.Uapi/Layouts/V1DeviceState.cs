using System;

namespace MigSdk.Uapi;

/// <summary>The states of the v1 protocol: three bits of a register. Bits 3 to 31 belong to others and are kept.</summary>
[Flags]
public enum V1DeviceState : uint
{
    /// <summary>No bit: the device is stopped (<c>VFIO_DEVICE_STATE_V1_STOP</c>).</summary>
    Stop = 0,

    /// <summary>The device works; alone, the state after a reset.</summary>
    Running = 1,

    /// <summary>The device's state can be read: with <see cref="Running"/> pre-copy, without it stop-and-copy.</summary>
    Saving = 2,

    /// <summary>The device's state is being written. Valid only alone.</summary>
    Resuming = 4,

    /// <summary><see cref="Saving"/> and <see cref="Resuming"/>: the device has failed, and only a reset leads out.</summary>
    Error = Saving | Resuming,

    /// <summary>The bits that are the state.</summary>
    Mask = Running | Saving | Resuming,
}

namespace MigSdk.Cli.Demo;

/// <summary>The registers of the sample device: eight bytes each, from the beginning of BAR 0.</summary>
internal enum DemoRegister
{
    /// <summary>What the device is: <see cref="DemoDevice.Id"/>. Read only.</summary>
    Id,

    /// <summary>Bit 0: the device does its work, which writes its memory.</summary>
    Control,

    /// <summary>How many items of work are done; each writes one page. Read only.</summary>
    Items,

    /// <summary>What the work writes follows from it.</summary>
    Seed,

    /// <summary>The guest's memory that a transfer reads or writes.</summary>
    DmaAddress,

    /// <summary>How many bytes a transfer moves.</summary>
    DmaLength,

    /// <summary>The device's memory that a transfer writes or reads, as an offset into BAR 2.</summary>
    DmaOffset,

    /// <summary>Begins a transfer: 1 from the guest to the device, 2 from the device to the guest. Reads as 0.</summary>
    Doorbell,

    /// <summary>How the last transfer stands: a <see cref="DmaStatus"/>. Read only.</summary>
    DmaStatus,

    /// <summary>How many transfers have ended. Read only.</summary>
    Transfers,

    /// <summary>How many interrupts were raised. Read only.</summary>
    Interrupts,

    /// <summary>The transfer that waits for the device to run without restriction: the doorbell's value. Read only.</summary>
    Pending,

    /// <summary>The guest's own.</summary>
    Scratch0,

    /// <summary>The guest's own.</summary>
    Scratch1,
}

/// <summary>How a transfer stands.</summary>
internal enum DmaStatus
{
    /// <summary>None was begun.</summary>
    Idle,

    /// <summary>It waits, since the device may not begin DMA.</summary>
    Pending,

    /// <summary>It has ended.</summary>
    Done,

    /// <summary>
    /// It has failed: an address is not mapped, or the length or offset leads past the device's memory. A part of it may have
    /// been moved.
    /// </summary>
    Fault,
}

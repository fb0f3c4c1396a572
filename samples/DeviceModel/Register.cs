namespace Samples.Devices;

/// <summary>The registers of the device: indexes into its bank of 64-bit words.</summary>
public enum Register
{
    /// <summary>What kind of device this is. Read-only.</summary>
    DeviceId,

    /// <summary>The revision of the register layout. Read-only.</summary>
    Revision,

    /// <summary>Bit 0 is Go: the device works while it is set. Other bits are 0.</summary>
    Control,

    /// <summary>The seed of the job, from which every write of the device follows.</summary>
    Seed,

    /// <summary>How many items of work are done; the sequence number of the last one.</summary>
    WorkCounter,

    /// <summary>How many interrupts were raised.</summary>
    InterruptCount,

    /// <summary>How many messages to the peer device the work has produced.</summary>
    PeerQueued,

    /// <summary>How many of them were sent; behind <see cref="PeerQueued"/> while peer-to-peer DMA is suspended.</summary>
    PeerSent,

    /// <summary>Free for the guest.</summary>
    Scratch0,

    /// <summary>Free for the guest.</summary>
    Scratch1,

    /// <summary>Free for the guest.</summary>
    Scratch2,

    /// <summary>Free for the guest.</summary>
    Scratch3,
}

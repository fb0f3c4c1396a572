namespace MigSdk.VfioUser;

/// <summary>What a PCI device says of itself: the ids by which a guest finds its driver.</summary>
public sealed record PciIdentity
{
    /// <summary>The vendor.</summary>
    public required ushort VendorId { get; init; }

    /// <summary>The device.</summary>
    public required ushort DeviceId { get; init; }

    /// <summary>The vendor of the card; 0 where there is none.</summary>
    public ushort SubsystemVendorId { get; init; }

    /// <summary>The card; 0 where there is none.</summary>
    public ushort SubsystemId { get; init; }

    /// <summary>
    /// Class, subclass and programming interface in 24 bits, such as 0x020000 for an Ethernet controller.
    /// </summary>
    public uint ClassCode { get; init; } = 0xFF0000;

    /// <summary>The revision.</summary>
    public byte RevisionId { get; init; }
}

namespace MigSdk.Uapi;

/// <summary>The indexes of a PCI device's regions (<c>VFIO_PCI_*_REGION_INDEX</c>).</summary>
public static class PciRegion
{
    /// <summary>BAR 0; the other five follow.</summary>
    public const uint Bar0 = 0;

    /// <summary>BAR 5, the last one.</summary>
    public const uint Bar5 = 5;

    /// <summary>The expansion ROM.</summary>
    public const uint Rom = 6;

    /// <summary>The configuration space.</summary>
    public const uint Config = 7;

    /// <summary>The legacy VGA ranges.</summary>
    public const uint Vga = 8;

    /// <summary>How many there are.</summary>
    public const uint Count = 9;
}

/// <summary>The indexes of a PCI device's types of interrupt (<c>VFIO_PCI_*_IRQ_INDEX</c>).</summary>
public static class PciIrq
{
    /// <summary>The interrupt pin.</summary>
    public const uint Intx = 0;

    /// <summary>Message signalled interrupts.</summary>
    public const uint Msi = 1;

    /// <summary>Message signalled interrupts with a table.</summary>
    public const uint Msix = 2;

    /// <summary>Errors of the device.</summary>
    public const uint Error = 3;

    /// <summary>A request to give the device back.</summary>
    public const uint Request = 4;

    /// <summary>How many there are.</summary>
    public const uint Count = 5;
}

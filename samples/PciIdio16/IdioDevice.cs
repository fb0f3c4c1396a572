using System;
using MigSdk.VfioUser;

namespace Samples.PciIdio16;

/// <summary>The card as a PCI device: where a guest finds its registers and its interrupt.</summary>
public sealed class IdioDevice
{
    private const ushort AccesVendor = 0x494F;
    private const ushort PciIdio16 = 0x0DC8;
    private const int RegistersBar = 2;
    private const int RegistersSize = 8;

    /// <summary>Makes a card that is running and has nothing wired to it.</summary>
    public IdioDevice()
    {
        var builder = new PciDeviceBuilder(new PciIdentity { VendorId = AccesVendor, DeviceId = PciIdio16 });
        builder.AddInterruptPin();
        RegisterMap registers = builder.AddIoBar(RegistersBar, RegistersSize).Registers;
        foreach (IdioRegister register in Enum.GetValues<IdioRegister>())
        {
            registers.Register<byte>(
                (ulong)register, register.ToString(), () => Card!.Read(register), value => Card!.Write(register, value));
        }

        Pci = builder.Build();
        Card = new IdioCard(Pci.InterruptPin.Set);
        Driver = new IdioDriver(Card, Pci);
        Pci.AttachMigration(Driver);
    }

    /// <summary>What is on the card.</summary>
    public IdioCard Card { get; }

    /// <summary>What a server serves.</summary>
    public PciDevice Pci { get; }

    /// <summary>What migrates it.</summary>
    public IdioDriver Driver { get; }
}

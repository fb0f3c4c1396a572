using System;
using MigSdk.VfioUser;

namespace Samples.DmaCopy;

/// <summary>
/// The engine as a PCI device: where a guest finds its registers and its interrupts, and the engine the memory.
/// </summary>
public sealed class DmaDevice
{
    // No vendor's: QEMU's own experimental devices are under it too.
    private const ushort ExperimentalVendor = 0x1234;
    private const ushort DmaCopy = 0x0DC0;
    private const uint BaseSystemPeripheral = 0x088000;
    private const int RegistersBar = 0;
    private const int RegistersSize = 0x1000;
    private const int Vectors = 2;
    private const int VectorsBar = 4;

    /// <summary>Makes an engine that is running and has nothing to do.</summary>
    public DmaDevice()
    {
        var builder = new PciDeviceBuilder(new PciIdentity
        {
            VendorId = ExperimentalVendor,
            DeviceId = DmaCopy,
            ClassCode = BaseSystemPeripheral,
        });
        RegisterMap registers = builder.AddMemoryBar(RegistersBar, RegistersSize).Registers;
        foreach (DmaRegister register in Enum.GetValues<DmaRegister>())
        {
            if (register < DmaRegister.Source)
                Add<uint>(register, value => (uint)value, value => value);
            else
                Add<ulong>(register, value => value, value => value);
        }

        Pci = builder.AddMsix(Vectors, VectorsBar).Build();
        Engine = new DmaEngine(new GuestBusMemory(Pci), vector => Pci.Msix.Trigger(vector));
        Driver = new DmaDriver(Engine, Pci);
        Pci.AttachMigration(Driver);

        void Add<T>(DmaRegister register, Func<ulong, T> narrow, Func<T, ulong> widen)
            where T : unmanaged => registers.Register(
                (ulong)register,
                register.ToString(),
                () => narrow(Engine!.Read(register)),
                (T value) => Engine!.Write(register, widen(value)));
    }

    /// <summary>What copies.</summary>
    public DmaEngine Engine { get; }

    /// <summary>What a server serves.</summary>
    public PciDevice Pci { get; }

    /// <summary>What migrates it.</summary>
    public DmaDriver Driver { get; }
}

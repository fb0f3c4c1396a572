using System;
using MigSdk.Cli.Demo;
using MigSdk.VfioUser;

namespace MigSdk.Cli;

/// <summary>The sample device as a PCI device that can be served.</summary>
internal sealed class DemoServing : IDisposable
{
    private const ulong RegisterBarBytes = 4096;
    private const int RegisterBar = 0;
    private const int MemoryBar = 2;

    private readonly DemoDevice _device;

    /// <summary>Makes it.</summary>
    /// <param name="features">The migration features that its driver has.</param>
    /// <param name="options">How the device is built.</param>
    internal DemoServing(MigrationFeatures features, DemoOptions options)
    {
        _device = new DemoDevice(options);
        var builder = new PciDeviceBuilder(Identity);
        AddRegisters(builder);
        AddMemory(builder);
        builder.AddMsix(count: 2);
        Pci = builder.Build();
        Attach(DemoDrivers.Create(features, _device));
        _device.Connect(new PciBus(Pci));
    }

    /// <summary>What the sample device says of itself. Nobody has these ids.</summary>
    internal static PciIdentity Identity { get; } = new() { VendorId = 0x4D49, DeviceId = 0x4744, ClassCode = 0xFF0000 };

    internal PciDevice Pci { get; }

    /// <summary>Has the device begin its work, as a guest's driver would.</summary>
    internal void BeginWork() => _device.Write(DemoRegister.Control, DemoDevice.Go);

    public void Dispose() => _device.Dispose();

    private void AddRegisters(PciDeviceBuilder builder)
    {
        RegisterMap registers = builder.AddMemoryBar(RegisterBar, RegisterBarBytes).Registers;
        foreach (DemoRegister register in Enum.GetValues<DemoRegister>())
        {
            registers.Register<ulong>(
                (ulong)register * sizeof(ulong),
                register.ToString(),
                () => _device.Read(register),
                value => _device.Write(register, value));
        }
    }

    // Trapped: a write that the device does not see could not be tracked.
    private void AddMemory(PciDeviceBuilder builder)
    {
        ulong size = (ulong)_device.MemoryBytes;
        builder.AddMemoryBar(MemoryBar, size, is64Bit: true, isPrefetchable: true).Registers.Block(
            0,
            size,
            "memory",
            (offset, destination) => _device.ReadMemory((int)offset, destination),
            (offset, source) => _device.WriteMemory((int)offset, source));
    }

    private void Attach(IMigrationDriver driver)
    {
        switch (driver)
        {
            case StopCopyDemo stopCopy:
                Pci.AttachMigration(stopCopy);
                break;
            case P2PDemo p2p:
                Pci.AttachMigration(p2p);
                break;
            case PreCopyDemo preCopy:
                Pci.AttachMigration(preCopy);
                break;
            case FullDemo full:
                Pci.AttachMigration(full);
                break;
        }
    }

    private sealed class PciBus(PciDevice pci) : IDemoBus
    {
        public bool TryRead(ulong address, Span<byte> destination)
        {
            try
            {
                pci.Memory.Read(address, destination);
                return true;
            }
            catch (MigrationException)
            {
                return false;
            }
        }

        public bool TryWrite(ulong address, ReadOnlySpan<byte> source)
        {
            try
            {
                pci.Memory.Write(address, source);
                return true;
            }
            catch (MigrationException)
            {
                return false;
            }
        }

        public void Interrupt(int vector) => pci.Msix.Trigger(vector);

        public byte[] SaveConfiguration() => pci.SaveConfiguration();

        public void LoadConfiguration(ReadOnlySpan<byte> saved) => pci.LoadConfiguration(saved);
    }
}

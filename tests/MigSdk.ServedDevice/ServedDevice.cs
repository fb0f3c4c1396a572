using System;
using MigSdk.VfioUser;
using Samples.Devices;
using Samples.HisiAccStyle;
using Samples.Minimal;
using Samples.Mlx5Style;
using Samples.PdsStyle;
using static MigSdk.MigrationFeatures;

namespace MigSdk.ServedDevice;

/// <summary>The samples' device with one of their drivers, as a PCI device whose registers tell what a proof needs.</summary>
public sealed class ServedDevice : IDisposable
{
    private readonly Device _device;
    private byte[] _takeover = new byte[ServedRegisters.HashSize];
    private bool _isTakenIn;

    /// <summary>Makes the device, with the driver that has these features and no others.</summary>
    public ServedDevice(MigrationFeatures features, DeviceOptions options)
    {
        // Peer and guest are elsewhere: the proof is about memory and registers.
        _device = new Device(options, peer: static _ => { });
        BarBuilder bar;
        var builder = new PciDeviceBuilder(new PciIdentity { VendorId = 0x1234, DeviceId = 0xd17e, ClassCode = 0x088000 });
        bar = builder.AddMemoryBar(0, 0x1000);
        bar.Registers
            .Register<ulong>(ServedRegisters.WorkCounter, "WORK_COUNTER", read: () => _device.Read(Register.WorkCounter))
            .Register<ulong>(ServedRegisters.Job, "JOB", write: _device.BeginJob)
            .Register<ulong>(
                ServedRegisters.Scratch,
                "SCRATCH",
                read: () => _device.Read(Register.Scratch0),
                write: value => _device.Write(Register.Scratch0, value))
            .Register<byte>(ServedRegisters.IsWorking, "IS_WORKING", read: () => (byte)(_device.IsWorking ? 1 : 0))
            .Register<byte>(ServedRegisters.HasGap, "HAS_GAP", read: () => (byte)(HasGap() ? 1 : 0))
            .Block(ServedRegisters.Hash, ServedRegisters.HashSize, "HASH", read: (offset, bytes) => Copy(Hash(), offset, bytes))
            .Block(
                ServedRegisters.TakeoverHash,
                ServedRegisters.HashSize,
                "TAKEOVER_HASH",
                read: (offset, bytes) => Copy(_takeover, offset, bytes));
        Pci = builder.Build();
        Driver = (int)features switch
        {
            (int)StopCopy => Attach(new MinimalDriver(_device)),
            (int)(StopCopy | P2P) => Attach(new PdsDriver(_device)),
            (int)(StopCopy | PreCopy) => Attach(new HisiAccDriver(_device)),
            (int)(StopCopy | P2P | PreCopy) => Attach(new Mlx5Driver(_device)),
            _ => throw new ArgumentOutOfRangeException(nameof(features), features, "There are drivers with flags 1, 3, 5 and 7."),
        };
    }

    /// <summary>What a server serves.</summary>
    public PciDevice Pci { get; }

    /// <summary>The driver.</summary>
    public IMigrationDriver Driver { get; }

    /// <summary>Whether it works on a state that it has taken in.</summary>
    public bool RunsMigrated => _device.IsWorking && Array.Exists(_takeover, value => value != 0);

    /// <summary>Whether it works.</summary>
    public bool IsWorking => _device.IsWorking;

    /// <summary>The device's hash; only while it stands still.</summary>
    public byte[] Hash()
    {
        if (_device.IsRunning)
            throw new MigrationException(Errno.EBUSY, "Only a device that stands still has a hash.");
        return Convert.FromHexString(_device.ComputeHash());
    }

    /// <inheritdoc/>
    public void Dispose() => _device.Dispose();

    private TDriver Attach<TDriver>(TDriver driver)
        where TDriver : class, IMigrationDriver, ISampleDevice
    {
        driver.BeforeArc = NoteTakeover;
        Pci.AttachMigration(driver);
        return driver;
    }

    // The state is in the device, and nothing has run yet.
    private void NoteTakeover(ArcContext arc)
    {
        if (arc.From == MigrationState.Resuming)
            _isTakenIn = true;
        else if (_isTakenIn && arc.From == MigrationState.Stop)
            (_takeover, _isTakenIn) = (Hash(), false);
    }

    private bool HasGap()
    {
        bool isRunning = _device.IsRunning;
        if (isRunning)
            _device.Stop();
        string? gap = _device.FindGap();
        if (isRunning)
            _device.Start();
        return gap is not null;
    }

    private static void Copy(byte[] from, ulong offset, Span<byte> to) => from.AsSpan((int)offset, to.Length).CopyTo(to);
}

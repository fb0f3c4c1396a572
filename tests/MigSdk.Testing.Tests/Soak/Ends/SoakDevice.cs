using System;
using MigSdk.Host;
using MigSdk.VfioUser;
using Samples.Devices;
using Samples.HisiAccStyle;
using Samples.Minimal;
using Samples.Mlx5Style;
using Samples.PdsStyle;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>The samples' device with one of their drivers, and what a proof has to know of it.</summary>
internal sealed class SoakDevice : IDisposable
{
    private const ulong Go = 1;

    private bool _isTakenIn;

    internal SoakDevice(DriverKind kind)
    {
        var builder = new PciDeviceBuilder(new PciIdentity { VendorId = 0x1234, DeviceId = 0x50ac, ClassCode = 0x088000 });
        builder.AddMemoryBar(0, 0x1000).Registers.Register<ulong>(
            0,
            "SCRATCH",
            read: () => Device.Read(Register.Scratch0),
            write: value => Device.Write(Register.Scratch0, value));
        Pci = builder.Build();
        Backend = kind switch
        {
            DriverKind.Minimal => Attach(new MinimalDriver(Device)),
            DriverKind.Pds => Attach(new PdsDriver(Device)),
            DriverKind.HisiAcc => Attach(new HisiAccDriver(Device)),
            DriverKind.Mlx5 => Attach(new Mlx5Driver(Device)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    internal Device Device { get; } = new(new DeviceOptions { MemoryMebibytes = 1, WriteMebibytesPerSecond = 16 });

    internal IMigrationDriver Driver { get; private set; } = null!;

    /// <summary>The way to it in this process.</summary>
    internal IMigrationBackend Backend { get; }

    /// <summary>What a server serves.</summary>
    internal PciDevice Pci { get; }

    /// <summary>The device that must not work while this one does.</summary>
    internal SoakDevice? Twin { get; set; }

    /// <summary>Called before each handler. What it throws makes the handler fail.</summary>
    internal Action<ArcContext>? Fault { get; set; }

    /// <summary>The hash of the state that was taken in, before the device ran on it; null where none was.</summary>
    internal string? Takeover { get; private set; }

    /// <summary>Whether somebody else has reset it.</summary>
    internal bool WasRobbed { get; private set; }

    /// <summary>What has happened that never may; null where nothing has.</summary>
    internal string? Violation { get; private set; }

    /// <summary>Whether the guest's job is in it, be it that the device stands still or not.</summary>
    internal bool HoldsJob => (Device.Read(Register.Control) & Go) != 0;

    /// <summary>Begins to watch another migration.</summary>
    internal void Watch(SoakDevice twin)
    {
        Twin = twin;
        (Takeover, WasRobbed, _isTakenIn) = (null, false, false);
    }

    /// <summary>What somebody does who should leave it alone.</summary>
    internal void ResetBySomebodyElse()
    {
        WasRobbed = true;
        Driver.Reset();
    }

    public void Dispose() => Device.Dispose();

    private IMigrationBackend Attach<TDriver>(TDriver driver)
        where TDriver : class, IMigrationDriver, ISampleDevice
    {
        driver.BeforeArc = BeforeArc;
        Pci.AttachMigration(driver);
        Driver = driver;
        return InProcessBackend.For(driver);
    }

    private void BeforeArc(ArcContext arc)
    {
        if (arc.From == Resuming)
        {
            _isTakenIn = true;
        }
        else if (arc.From == Stop && arc.To is Running or RunningP2P)
        {
            if (HoldsJob && Twin is { Device.IsWorking: true })
                Violation ??= $"A device goes {arc.From} -> {arc.To} while the other one works.";
            if (_isTakenIn)
                (Takeover, _isTakenIn) = (Device.ComputeHash(), false);
        }

        Fault?.Invoke(arc);
    }
}

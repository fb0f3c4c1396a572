using System;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class PciDeviceTests
{
    private static PciDeviceBuilder NewBuilder() => new(new PciIdentity
    {
        VendorId = 0x1234,
        DeviceId = 0x5678,
        SubsystemVendorId = 0x9ABC,
        SubsystemId = 0xDEF0,
        ClassCode = 0x020000,
        RevisionId = 3,
    });

    [Fact]
    public void The_header_says_what_the_device_is()
    {
        PciConfiguration space = NewBuilder().AddInterruptPin().Build().Configuration;
        Assert.Equal((0x56781234U, 0x02000003U), (space.Read<uint>(0), space.Read<uint>(8)));
        Assert.Equal((0xDEF09ABCU, (byte)1), (space.Read<uint>(0x2C), space.Read<byte>(0x3D)));
        space.Write(0, [1, 1, 1, 1]);
        Assert.Equal(0x56781234U, space.Read<uint>(0));
    }

    [Fact]
    public void A_BAR_tells_its_size_to_who_writes_ones()
    {
        PciDeviceBuilder builder = NewBuilder();
        builder.AddMemoryBar(0, 0x2000);
        builder.AddIoBar(1, 0x80);
        builder.AddMemoryBar(2, 1UL << 33, is64Bit: true, isPrefetchable: true);
        PciConfiguration space = builder.Build().Configuration;
        for (int offset = 0x10; offset < 0x28; offset += 4)
            space.Write(offset, [0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Equal(0xFFFFE000U, space.Read<uint>(0x10));
        Assert.Equal(0xFFFFFF81U, space.Read<uint>(0x14));
        Assert.Equal((0x0000000CU, 0xFFFFFFFEU), (space.Read<uint>(0x18), space.Read<uint>(0x1C)));
        Assert.Equal(0U, space.Read<uint>(0x20));
    }

    [Fact]
    public void Capabilities_are_a_list_that_ends()
    {
        PciConfiguration space = NewBuilder().AddMsix(5, bar: 1, offset: 0x800).AddMsi(4)
            .AddCapability(0x09, [1, 2, 3], [0, 0xF0]).Build().Configuration;
        Assert.Equal(0x10, space.Read<byte>(6) & 0x10);
        int msix = space.Read<byte>(0x34);
        Assert.Equal((0x11, 4), (space.Read<byte>(msix), space.Read<ushort>(msix + 2)));
        Assert.Equal((0x801U, 0x851U), (space.Read<uint>(msix + 4), space.Read<uint>(msix + 8)));
        int msi = space.Read<byte>(msix + 1);
        Assert.Equal((0x05, 0x84), (space.Read<byte>(msi), space.Read<ushort>(msi + 2)));
        int own = space.Read<byte>(msi + 1);
        Assert.Equal((0x09, 0), (space.Read<byte>(own), space.Read<byte>(own + 1)));
        space.Write(own + 2, [0xFF, 0xFF, 0xFF]);
        Assert.Equal((1, 0xF2, 3), (space.Read<byte>(own + 2), space.Read<byte>(own + 3), space.Read<byte>(own + 4)));
    }

    [Fact]
    public void What_the_guest_switched_on_is_seen_and_gone_after_a_reset()
    {
        int resets = 0;
        PciDevice device = NewBuilder().OnReset(() => resets++).Build();
        device.Configuration.Write(4, [0x07, 0x04]);
        Assert.True(device.Configuration is { IsBusMaster: true, IsMemoryEnabled: true, IsIoEnabled: true, IsInterruptDisabled: true });
        device.Reset();
        Assert.True(device.Configuration is { IsBusMaster: false, IsMemoryEnabled: false, IsIoEnabled: false, IsInterruptDisabled: false });
        Assert.Equal(1, resets);
    }

    [Fact]
    public void The_configuration_space_moves_to_a_device_with_the_same_ids_only()
    {
        PciDevice one = NewBuilder().AddMsi().Build();
        PciDevice two = NewBuilder().AddMsi().Build();
        one.Configuration.Write(4, [0x06, 0]);
        two.LoadConfiguration(one.SaveConfiguration());
        Assert.Equal(one.SaveConfiguration(), two.SaveConfiguration());
        PciDevice other = new PciDeviceBuilder(new PciIdentity { VendorId = 1, DeviceId = 2 }).Build();
        Assert.Equal(Errno.EINVAL, Assert.Throws<MigrationException>(() => other.LoadConfiguration(one.SaveConfiguration())).Errno);
        Assert.Equal(Errno.EINVAL, Assert.Throws<MigrationException>(() => two.LoadConfiguration([1, 2])).Errno);
    }

    [Fact]
    public void What_cannot_be_built_is_said_at_once()
    {
        var odd = new PciIdentity { VendorId = 1, DeviceId = 2, ClassCode = 0x1000000 };
        Assert.Throws<ArgumentException>(() => new PciDeviceBuilder(odd));
        PciDeviceBuilder builder = NewBuilder();
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMemoryBar(6, 0x1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMemoryBar(5, 0x1000, is64Bit: true));
        Assert.Throws<ArgumentException>(() => builder.AddMemoryBar(0, 0x1001));
        Assert.Throws<ArgumentException>(() => builder.AddMemoryBar(0, 8));
        Assert.Throws<ArgumentException>(() => builder.AddIoBar(0, 512));
        BarBuilder bar = builder.AddMemoryBar(0, 0x4000, is64Bit: true);
        Assert.Contains("BAR 1 is taken", Assert.Throws<ArgumentException>(() => builder.AddIoBar(1, 16)).Message);
        Assert.Throws<ArgumentException>(() => bar.Share(0x800, 0x1000, "ODD"));
        Assert.Throws<ArgumentException>(() => bar.Share(0x4000, 0x1000, "OUTSIDE"));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMsi(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddMsix(0));
        Assert.Throws<ArgumentException>(() => builder.AddMsix(4, bar: 0, offset: 4));
        for (int i = 0; i < 7; i++)
            builder.AddCapability(0x09, new byte[30]);
        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    [Fact]
    public void Interrupts_that_are_not_there_do_nothing_or_say_so()
    {
        PciDevice device = NewBuilder().Build();
        device.InterruptPin.Raise();
        Assert.False(device.InterruptPin.IsRaised);
        Assert.Throws<ArgumentOutOfRangeException>(() => device.Msix.Trigger(0));
        Assert.Equal(Errno.EFAULT, Assert.Throws<MigrationException>(() => device.Memory.Read<int>(0)).Errno);
    }

    [Fact]
    public void A_device_has_one_driver()
    {
        Board board = new Board().WithDriver(b => new BoardDriver(b));
        Assert.Throws<InvalidOperationException>(() => board.Device.AttachMigration(new BoardDriver(board)));
    }
}

using System;
using System.Buffers.Binary;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using MigSdk.Uapi;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task VERSION_is_answered_with_the_clients_minor_and_limits()
    {
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect();
        Assert.Equal([0, 0, 1, 0], client.Version.Payload[..4]);
        string json = Encoding.UTF8.GetString(client.Version.Payload[4..]);
        Assert.EndsWith("\0", json);
        Assert.Contains("\"max_msg_fds\":8", json);
        Assert.DoesNotContain("migsdk", json);
        Assert.DoesNotContain("twin_socket", json);
    }

    [Fact]
    public async Task Device_regions_and_interrupts_are_told()
    {
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect();
        Assert.Equal(
            new DeviceInfo(16, DeviceInfoFlags.Reset | DeviceInfoFlags.Pci, 9, 5),
            client.Ask(MessageCommand.DeviceGetInfo, new DeviceInfo(16, 0, 0, 0)).Layout<DeviceInfo>());
        Assert.Equal(
            new RegionInfo(32, RegionInfoFlags.Read | RegionInfoFlags.Write, PciRegion.Config, 0, 256, 0),
            client.Ask(MessageCommand.DeviceGetRegionInfo, new RegionInfo(32, 0, PciRegion.Config, 0, 0, 0)).Layout<RegionInfo>());
        Assert.Equal(
            new IrqInfo(16, IrqInfoFlags.EventDescriptor, PciIrq.Msix, 8),
            client.Ask(MessageCommand.DeviceGetIrqInfo, new IrqInfo(16, 0, PciIrq.Msix, 0)).Layout<IrqInfo>());
    }

    [Fact]
    public async Task Registers_are_read_and_written_and_what_handlers_throw_is_an_errno()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect();
        Assert.Equal(0xCAFEF00D, BinaryPrimitives.ReadUInt32LittleEndian(client.ReadRegion(0, 0, 4)));
        Assert.Equal(Errno.None, client.WriteRegion(0, Board.Scratch, 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal(0x0807060504030201UL, board.Value);
        Assert.Equal([3, 4], client.ReadRegion(0, Board.Scratch + 2, 2));
        Assert.Equal(Errno.EBUSY, client.WriteRegion(0, 6, 1, 1));
        Assert.Equal(Errno.EIO, client.Ask(MessageCommand.RegionRead, new RegionAccess(4, 0, 2)).Errno);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.RegionRead, new RegionAccess(0x4000, 0, 1)).Errno);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.RegionRead, new RegionAccess(0, 77, 1)).Errno);
        Assert.Equal([7], client.ReadRegion(2, 0, 1));
    }

    [Fact]
    public async Task A_register_handler_does_DMA_by_messages_while_it_is_called()
    {
        byte[] memory = new byte[4096];
        memory[0x20] = 41;
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect(answer: command =>
        {
            DmaAccess access = Wire.Read<DmaAccess>(command.Payload);
            Span<byte> part = memory.AsSpan((int)(access.Address - 0x1000), (int)access.Count);
            if (command.Header.Command == MessageCommand.DmaRead)
                return [.. RawClient.Bytes(access), .. part];
            command.Payload[DmaAccess.Size..].CopyTo(part);
            return RawClient.Bytes(access);
        });
        Assert.Equal(Errno.None, client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read | DmaMapFlags.Write, 0, 0x1000, 4096)).Errno);
        Assert.Equal(Errno.None, client.WriteRegion(0, Board.Doorbell, BitConverter.GetBytes(0x1020UL)));
        Assert.Equal(42, memory[0x28]);
    }

    [Fact]
    public async Task A_register_handler_does_DMA_in_memory_that_the_client_shares()
    {
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect();
        using SafeFileHandle file = SharedFile.Create("range", 8192);
        SharedFile.TryWrite(file, 4096 + 0x20, [41]);
        Assert.Equal(
            Errno.None,
            client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read | DmaMapFlags.Write, 4096, 0x1000, 4096), default, file).Errno);
        Assert.Equal(Errno.None, client.WriteRegion(0, Board.Doorbell, BitConverter.GetBytes(0x1020UL)));
        byte[] result = new byte[1];
        SharedFile.TryRead(file, 4096 + 0x28, result);
        Assert.Equal([42], result);
    }

    [Fact]
    public async Task Interrupts_reach_the_clients_eventfds()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect();
        using SafeFileHandle vector = EventDescriptor.Create();
        var set = new IrqSet(20, IrqSetFlags.DataEventDescriptor | IrqSetFlags.ActionTrigger, PciIrq.Msix, 3, 1);
        Assert.Equal(Errno.None, client.Ask(MessageCommand.DeviceSetIrqs, set, default, vector).Errno);
        client.WriteRegion(0, 9, 3);
        Assert.Equal(1UL, EventDescriptor.Take(vector));
        Assert.False(board.Device.Msix.Trigger(2));
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task An_interrupt_that_the_guest_has_enabled_waits_until_a_host_takes_it(bool isEnabled, bool isReset, bool comes)
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect();
        using SafeFileHandle vector = EventDescriptor.Create();
        int control = MsixControl(board.Device.Configuration);
        client.WriteRegion(PciRegion.Config, (ulong)control + 1, (byte)(isEnabled ? 0x80 : 0));

        Assert.False(board.Device.Msix.Trigger(3));
        if (isReset)
            Assert.Equal(Errno.None, client.Ask(MessageCommand.DeviceReset, default).Errno);
        var set = new IrqSet(20, IrqSetFlags.DataEventDescriptor | IrqSetFlags.ActionTrigger, PciIrq.Msix, 3, 1);
        Assert.Equal(Errno.None, client.Ask(MessageCommand.DeviceSetIrqs, set, default, vector).Errno);

        // A signal more than what is pending: the counter says how many there were.
        Assert.True(board.Device.Msix.Trigger(3));
        Assert.Equal(comes ? 2UL : 1UL, EventDescriptor.Take(vector));
    }

    private static int MsixControl(PciConfiguration configuration)
    {
        int at = configuration.Read<byte>(PciConfiguration.CapabilityPointer);
        while (configuration.Read<byte>(at) != 0x11)
            at = configuration.Read<byte>(at + 1);
        return at + 2;
    }

    [Fact]
    public async Task A_device_is_migrated_by_a_client_that_knows_the_protocol_only()
    {
        var source = new Board { Value = 0x1122334455667788 }.WithDriver(board => new BoardDriver(board));
        var destination = new Board().WithDriver(board => new BoardDriver(board));
        await using var from = Served.Start(source.Device);
        await using var to = Served.Start(destination.Device);
        using RawClient one = from.Connect();
        using RawClient two = to.Connect();
        Assert.Equal(
            MigrationFeatures.StopCopy | MigrationFeatures.PreCopy,
            Wire.Read<MigrationFlags>(one.Feature(DeviceFeature.Migration, FeatureOperations.Get, argsz: 16).Payload.AsSpan(8)).Flags);
        Assert.Equal(Errno.None, one.SetState(MigrationState.PreCopy));
        Assert.Equal(Errno.None, one.SetState(MigrationState.StopCopy));
        Assert.Equal(Errno.None, two.SetState(MigrationState.Resuming));
        RawClient.Reply data = one.Ask(MessageCommand.MigDataRead, new MigrationData(8 + 100, 100));
        Assert.Equal(new MigrationData(108, 8), data.Layout<MigrationData>());
        Assert.Equal(108, data.Payload.Length);
        Assert.Equal(Errno.None, two.Ask(MessageCommand.MigDataWrite, new MigrationData(16, 8), data.Payload.AsSpan(8, 8)).Errno);
        Assert.Equal(Errno.None, two.SetState(MigrationState.Running));
        Assert.Equal(Errno.None, one.SetState(MigrationState.Stop));
        Assert.Equal(source.Value, destination.Value);
        Assert.Equal((MigrationState.Stop, MigrationState.Running), (one.GetState(), two.GetState()));
        Assert.Equal(Errno.EINVAL, one.SetState(MigrationState.RunningP2P));
    }

    [Fact]
    public async Task The_next_client_is_served_when_the_last_has_gone()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        for (int i = 0; i < 3; i++)
        {
            using RawClient client = served.Connect();
            Assert.Equal(Errno.None, client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read, 0, 0x1000, 4096)).Errno);
            Assert.Equal(1, board.Device.Memory.RangeCount);
        }
    }
}

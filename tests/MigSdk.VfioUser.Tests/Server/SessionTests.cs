using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using MigSdk.Uapi;
using Xunit;

namespace MigSdk.VfioUser.Tests;

[SupportedOSPlatform("linux")]
public sealed class SessionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_posted_write_gets_no_answer_not_even_an_error()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect();
        client.Connection.Post(MessageCommand.RegionWrite, RawClient.Bytes(new RegionAccess(Board.Scratch, 0, 1)), [5]);
        client.Connection.Post(MessageCommand.RegionWrite, RawClient.Bytes(new RegionAccess(99999, 77, 1)), [5]);
        client.Connection.Post(MessageCommand.DeviceReset, []);
        client.Connection.Post((MessageCommand)99, []);
        // A reply to any of them would end this connection, as nobody asked for it.
        Assert.Equal([5], client.ReadRegion(0, Board.Scratch, 1));
        Assert.Equal(1, board.Resets);
    }

    [Fact]
    public async Task Several_writes_in_a_message_are_carried_out_in_order()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect("{\"capabilities\":{\"write_multiple\":true}}");
        Assert.Contains("\"write_multiple\":true", Encoding.UTF8.GetString(client.Version.Payload));
        byte[] writes =
        [
            .. RawClient.Bytes(2UL),
            .. RawClient.Bytes(new RegionWriteEntry(0x100, 0, 2, 0x0201)),
            .. RawClient.Bytes(new RegionWriteEntry(0x108, 0, 8, 0x0807060504030201)),
        ];
        RawClient.Reply reply = client.Ask(MessageCommand.RegionWriteMulti, writes);
        Assert.Equal(RawClient.Bytes(2UL), reply.Payload);
        Assert.Equal([0UL, 8UL], board.Written.Select(write => write.Offset));
        Assert.Equal([1, 2], board.Written[0].Data);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], board.Written[1].Data);

        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.RegionWriteMulti, RawClient.Bytes(3UL)).Errno);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.RegionWriteMulti, RawClient.Bytes(ulong.MaxValue)).Errno);
        Assert.Equal(Errno.EINVAL, client.Ask(
            MessageCommand.RegionWriteMulti, [.. RawClient.Bytes(1UL), .. RawClient.Bytes(new RegionWriteEntry(0, 0, 9, 0))]).Errno);
    }

    [Fact]
    public async Task What_can_be_mapped_comes_with_its_descriptor_when_there_is_room_for_the_answer()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect();
        RawClient.Reply small = client.Ask(MessageCommand.DeviceGetRegionInfo, new RegionInfo(32, 0, 0, 0, 0, 0));
        RegionInfo info = small.Layout<RegionInfo>();
        Assert.Equal((32 + 16 + 32, 0U, 0x4000UL), ((int)info.Argsz, info.CapabilityOffset, info.RegionSize));
        Assert.Equal(RegionInfo.Size, small.Payload.Length);
        Assert.Empty(small.Descriptors);

        RawClient.Reply whole = client.Ask(MessageCommand.DeviceGetRegionInfo, new RegionInfo(info.Argsz, 0, 0, 0, 0, 0));
        Assert.Equal((int)info.Argsz, whole.Payload.Length);
        Assert.Equal(
            new RegionInfo(
                info.Argsz,
                RegionInfoFlags.Read | RegionInfoFlags.Write | RegionInfoFlags.Mmap | RegionInfoFlags.Capabilities, 0, 32, 0x4000, 0),
            whole.Layout<RegionInfo>());
        Assert.Equal(new SparseMmap(1, 1, 0, 2, 0), Wire.Read<SparseMmap>(whole.Payload.AsSpan(32)));
        Assert.Equal(new SparseMmapArea(0x1000, 0x1000), Wire.Read<SparseMmapArea>(whole.Payload.AsSpan(48)));
        Assert.Equal(new SparseMmapArea(0x3000, 0x1000), Wire.Read<SparseMmapArea>(whole.Payload.AsSpan(64)));

        using SafeFileHandle file = Assert.Single(whole.Descriptors);
        using MemoryMapping mapping = MemoryMapping.Create(file, 0x1000, 0x1000, isWritable: true);
        mapping.Slice(0, 2).Fill(3);
        board.Shared[1] = 4;
        Assert.Equal([3, 4], client.ReadRegion(0, 0x1000, 2));
        client.WriteRegion(0, 0x1000, 6);
        Assert.Equal([6, 4], mapping.Slice(0, 2).ToArray());
    }

    [Fact]
    public async Task Unknown_regions_and_interrupts_are_EINVAL_and_absent_ones_are_empty()
    {
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect();
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.DeviceGetRegionInfo, new RegionInfo(32, 0, 9, 0, 0, 0)).Errno);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.DeviceGetRegionInfo, new RegionInfo(31, 0, 0, 0, 0, 0)).Errno);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.DeviceGetIrqInfo, new IrqInfo(16, 0, 5, 0)).Errno);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.DeviceGetInfo, new byte[15]).Errno);
        for (uint irq = 3; irq < 5; irq++)
            Assert.Equal(0U, client.Ask(MessageCommand.DeviceGetIrqInfo, new IrqInfo(16, 0, irq, 0)).Layout<IrqInfo>().Count);
        Assert.Equal(0UL, client.Ask(MessageCommand.DeviceGetRegionInfo, new RegionInfo(32, 0, 1, 0, 0, 0)).Layout<RegionInfo>().RegionSize);
        Assert.Equal(Errno.ENOSYS, client.Ask(MessageCommand.DmaRead, new byte[16]).Errno);
        Assert.Equal(
            RawClient.Bytes(new RegionIoFds(16, 0, 0, 0)),
            client.Ask(MessageCommand.DeviceGetRegionIoFds, new RegionIoFds(4096, 0, 0, 0)).Payload);
    }

    [Fact]
    public async Task A_message_may_be_longer_than_the_clients_own_limit_but_not_than_the_servers()
    {
        await using var served = Served.Start(new Board().Device, options => options.MaxDataTransferSize = 8192);
        using RawClient client = served.Connect("{\"capabilities\":{\"max_data_xfer_size\":1024}}");
        Assert.Equal(8192, client.ReadRegion(0, 0x1000, 8192).Length);
        Assert.Equal(Errno.EINVAL, client.Ask(MessageCommand.RegionRead, new RegionAccess(0x1000, 0, 8193)).Errno);
    }

    [Fact]
    public async Task DMA_by_messages_comes_in_pieces_that_the_client_takes()
    {
        int largest = 0;
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect("{\"capabilities\":{\"max_data_xfer_size\":1000}}", command =>
        {
            DmaAccess access = Wire.Read<DmaAccess>(command.Payload);
            largest = Math.Max(largest, (int)access.Count);
            return command.Header.Command == MessageCommand.DmaRead
                ? [.. RawClient.Bytes(access), .. Enumerable.Repeat((byte)access.Address, (int)access.Count)]
                // The short form of the reply, as the protocol's text has it.
                : RawClient.Bytes(access)[..12];
        });
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read | DmaMapFlags.Write, 0, 0, 0x10000));
        byte[] data = new byte[2500];
        board.Device.Memory.Read(0, data);
        board.Device.Memory.Write(0, data);
        Assert.Equal(1000, largest);
        Assert.Equal(((byte)0, unchecked((byte)1000), unchecked((byte)2000)), (data[999], data[1000], data[2499]));
    }

    [Fact]
    public async Task A_client_that_refuses_DMA_gives_the_device_its_errno()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect(answer: _ => null);
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read, 0, 0, 0x1000));
        Assert.Equal(Errno.EFAULT, Assert.Throws<MigrationException>(() => board.Device.Memory.Read<int>(0)).Errno);
        Assert.Equal(Errno.EFAULT, client.WriteRegion(0, Board.Doorbell, BitConverter.GetBytes(0UL)));
    }

    [Fact]
    public async Task A_client_that_answers_DMA_with_too_little_is_dropped()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect(answer: _ => [1]);
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read, 0, 0, 0x1000));
        Assert.Equal(Errno.EPROTO, Assert.Throws<MigrationException>(() => board.Device.Memory.Read<int>(0)).Errno);
        Assert.True(SpinWait.SpinUntil(() => client.Connection.IsClosed, Patience));
    }

    [Fact]
    public async Task With_a_twin_socket_the_servers_commands_come_there_and_only_there()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using RawClient client = served.Connect("{\"capabilities\":{\"twin_socket\":{\"supported\":true}}}");
        Assert.Contains("\"twin_socket\":{\"supported\":true,\"fd_index\":0}", Encoding.UTF8.GetString(client.Version.Payload));
        SafeFileHandle end = Assert.Single(client.Version.Descriptors);
        using var twin = new MessageConnection(MessageSocket.FromDescriptor((int)end.DangerousGetHandle()), new ProtocolLimits());
        end.SetHandleAsInvalid();
        Task answers = Task.Run(() =>
        {
            while (twin.TryReceiveCommand(out IncomingMessage? command))
            {
                using (command)
                {
                    DmaAccess access = Wire.Read<DmaAccess>(command.Payload);
                    twin.Reply(command.Header, command.Payload[..DmaAccess.Size], new byte[access.Count]);
                }
            }
        });
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read | DmaMapFlags.Write, 0, 0, 0x1000));
        // Nobody takes commands on the client's main socket.
        Assert.Equal(Errno.None, client.WriteRegion(0, Board.Doorbell, BitConverter.GetBytes(0x10UL)));
        client.Dispose();
        await answers.WaitAsync(Patience);
    }

    [Fact]
    public async Task The_first_message_must_be_VERSION()
    {
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect(json: null);
        Assert.Equal(
            Errno.ECONNRESET,
            Assert.Throws<MigrationException>(() => client.Ask(MessageCommand.DeviceGetInfo, new DeviceInfo(16, 0, 0, 0))).Errno);
        using RawClient next = served.Connect();
        Assert.Equal(Errno.EINVAL, next.Ask(MessageCommand.Version, [0, 0, 0, 0]).Errno);
        Assert.Equal(7, next.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task A_client_of_another_major_version_is_told_so_and_let_go()
    {
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect(json: null);
        Assert.Equal(Errno.EOPNOTSUPP, client.Ask(MessageCommand.Version, [1, 0, 0, 0]).Errno);
        Assert.False(client.Connection.TryReceiveCommand(out _));
        using RawClient next = served.Connect();
        Assert.Equal(7, next.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task A_client_that_says_nothing_does_not_keep_the_next_one_out()
    {
        await using var served = Served.Start(new Board().Device, options => options.HandshakeTimeout = TimeSpan.FromMilliseconds(1));
        using RawClient silent = served.Connect(json: null);
        using RawClient next = served.Connect();
        Assert.Equal(7, next.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task A_client_that_does_not_read_its_replies_is_dropped()
    {
        await using var served = Served.Start(new Board().Device, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(100));
        using RawClient client = served.Connect();
        byte[] request = [.. RawClient.Bytes(MessageHeader.ForCommand(1, MessageCommand.RegionRead, 16)), .. RawClient.Bytes(new RegionAccess(0, 0, 0x4000))];
        Assert.Throws<IOException>(() =>
        {
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < Patience)
                client.Socket.Send(request, default);
        });
        using RawClient next = served.Connect();
        Assert.Equal(7, next.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task A_client_that_does_not_answer_DMA_is_dropped_and_the_device_goes_on()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(100));
        using RawClient client = served.Connect();
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read, 0, 0, 0x1000));
        MigrationException failure = await Task.Run(() => Assert.Throws<MigrationException>(() => board.Device.Memory.Read<int>(0)))
            .WaitAsync(Patience);
        Assert.Equal(Errno.ECONNRESET, failure.Errno);
    }

    [Fact]
    public async Task A_client_that_floods_a_handler_which_waits_for_it_is_dropped()
    {
        await using var served = Served.Start(new Board().Device);
        using RawClient client = served.Connect();
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read, 0, 0, 0x1000));
        // The doorbell asks for memory that never comes; meanwhile the server keeps what else is sent, up to its limit.
        byte[] ring = [.. RawClient.Bytes(MessageHeader.ForCommand(0, MessageCommand.RegionWrite, 24, MessageFlags.NoReply)),
            .. RawClient.Bytes(new RegionAccess(Board.Doorbell, 0, 8)), .. new byte[8]];
        byte[] many = [.. Enumerable.Repeat(ring, 1000).SelectMany(bytes => bytes)];
        Assert.Throws<IOException>(() =>
        {
            for (int i = 0; i < 100; i++)
                client.Socket.Send(many, default);
        });
        using RawClient next = served.Connect();
        Assert.Equal(7, next.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task Descriptors_that_wait_behind_a_handler_are_bounded_and_closed()
    {
        await using var served = Served.Start(new Board().Device);
        using SafeFileHandle one = EventDescriptor.Create();
        int before = OpenDescriptors.Of(one);
        using RawClient client = served.Connect();
        client.Ask(MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read, 0, 0, 0x1000));
        client.Connection.Post(MessageCommand.RegionWrite, RawClient.Bytes(new RegionAccess(Board.Doorbell, 0, 8)), new byte[8]);
        SafeHandle[] eight = [.. Enumerable.Repeat(one, 8)];
        try
        {
            for (int i = 0; i < 200; i++)
                _ = client.Connection.Request(MessageCommand.DmaMap, RawClient.Bytes(new DmaMap(32, DmaMapFlags.Read, 0, 0, 1)), default, eight);
        }
        catch (MigrationException)
        {
            // The server may have had enough before all was sent.
        }

        while (client.Connection.TryReceiveCommand(out IncomingMessage? command))
            command.Dispose();
        using RawClient next = served.Connect();
        Assert.Equal(7, next.ReadRegion(2, 0, 1)[0]);
        Assert.True(SpinWait.SpinUntil(() => OpenDescriptors.Of(one) == before, Patience));
    }

    [Fact]
    public async Task When_a_client_goes_everything_that_it_gave_is_freed()
    {
        string name = "gone" + Guid.NewGuid().ToString("N");
        var board = new Board();
        await using var served = Served.Start(board.Device);
        using SafeFileHandle vector = EventDescriptor.Create();
        int before = OpenDescriptors.Of(vector);
        using (SafeFileHandle file = SharedFile.Create(name, 0x4000))
        {
            using RawClient client = served.Connect();
            for (uint i = 0; i < 4; i++)
            {
                client.Ask(
                    MessageCommand.DmaMap, new DmaMap(32, DmaMapFlags.Read, i * 0x1000, i * 0x1000, 0x1000), default, file);
            }

            client.Ask(
                MessageCommand.DeviceSetIrqs,
                new IrqSet(20, IrqSetFlags.DataEventDescriptor | IrqSetFlags.ActionTrigger, PciIrq.Msix, 0, 2), default, vector, vector);
            // Refused, and closed all the same.
            client.Ask(MessageCommand.DeviceGetInfo, new DeviceInfo(16, 0, 0, 0), default, vector, file);
            // The server closes what it has no use for after it has answered.
            Assert.True(SpinWait.SpinUntil(
                () => OpenDescriptors.OfMemory(name) == 4 + 1 && OpenDescriptors.Of(vector) == before + 2, Patience));
        }

        Assert.True(SpinWait.SpinUntil(() => OpenDescriptors.OfMemory(name) == 0 && OpenDescriptors.Of(vector) == before, Patience));
        Assert.Equal(0, board.Device.Memory.RangeCount);
    }

    [Fact]
    public async Task Region_accesses_allocate_nothing_once_they_have_begun()
    {
        long allocated = -1;
        int reads = 0;
        var builder = new PciDeviceBuilder(new PciIdentity { VendorId = 1, DeviceId = 2 });
        uint value = 0;
        builder.AddMemoryBar(0, 4096).Registers.Register<uint>(
            0, "COUNTER",
            read: () =>
            {
                // On the thread that serves the client.
                if (++reads == 200)
                    allocated = GC.GetAllocatedBytesForCurrentThread();
                else if (reads == 1200)
                    allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                return value;
            },
            write: written => value = written);
        await using var served = Served.Start(builder.Build());
        using RawClient client = served.Connect();
        for (int i = 0; i < 1200; i++)
        {
            client.ReadRegion(0, 0, 4);
            client.WriteRegion(0, 0, 1, 2, 3, 4);
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task A_stopped_server_lets_its_client_go_and_its_name_is_free()
    {
        var board = new Board();
        Served served = Served.Start(board.Device);
        using RawClient client = served.Connect();
        await served.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.False(client.Connection.TryReceiveCommand(out _));
        await using var again = Served.Start(board.Device);
        using RawClient next = again.Connect();
        Assert.Equal(7, next.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task A_server_runs_until_it_is_cancelled()
    {
        string path = Path.Combine(Path.GetTempPath(), "vfu-" + Path.GetRandomFileName());
        using var stop = new CancellationTokenSource();
        await using var server = new VfioUserServer(new Board().Device, new VfioUserServerOptions { SocketPath = path });
        Task run = server.RunAsync(stop.Token);
        using (var client = new RawClient(path))
        {
            Assert.True(server.IsClientConnected);
            Assert.False(run.IsCompleted);
            await stop.CancelAsync();
            await run.WaitAsync(Patience);
        }

        Assert.False(server.IsClientConnected);
        Assert.True(server.Completion.IsCompletedSuccessfully);
        Assert.Throws<InvalidOperationException>(server.Start);
        await using var never = new VfioUserServer(new Board().Device, new VfioUserServerOptions { SocketPath = path });
        await never.StopAsync();
        Assert.True(never.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_device_has_one_server_and_a_path_has_one()
    {
        var board = new Board();
        await using var served = Served.Start(board.Device);
        var options = new VfioUserServerOptions { SocketPath = served.Path };
        await using var sameDevice = new VfioUserServer(board.Device, options);
        Assert.Throws<InvalidOperationException>(sameDevice.Start);
        await using var samePath = new VfioUserServer(new Board().Device, options);
        Assert.Contains("stop it or choose another path", Assert.Throws<IOException>(samePath.Start).Message);
        using RawClient client = served.Connect();
        Assert.Equal(7, client.ReadRegion(2, 0, 1)[0]);
    }

    [Fact]
    public async Task An_abandoned_socket_is_replaced_and_another_file_is_not()
    {
        string path = Path.Combine(Path.GetTempPath(), "vfu-" + Path.GetRandomFileName());
        // Renamed, so that nobody deletes the name when the socket is closed.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(path + "x"));
            File.Move(path + "x", path);
        }

        await using (var server = new VfioUserServer(new Board().Device, new VfioUserServerOptions { SocketPath = path }))
        {
            server.Start();
            using var client = new RawClient(path);
            Assert.Equal(7, client.ReadRegion(2, 0, 1)[0]);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        File.WriteAllText(path, "precious");
        await using var other = new VfioUserServer(new Board().Device, new VfioUserServerOptions { SocketPath = path });
        Assert.Contains("choose another path", Assert.Throws<IOException>(other.Start).Message);
        Assert.Equal("precious", File.ReadAllText(path));
        File.Delete(path);
    }

    [Fact]
    public void A_path_that_no_socket_can_have_is_an_error_that_says_so()
    {
        string path = Path.Combine(Path.GetTempPath(), new string('x', 200));
        var server = new VfioUserServer(new Board().Device, new VfioUserServerOptions { SocketPath = path });
        Assert.Contains(path, Assert.Throws<IOException>(server.Start).Message);
        Assert.Throws<ArgumentException>(() => new VfioUserServer(new Board().Device, new VfioUserServerOptions()));
        var odd = new VfioUserServerOptions { SocketPath = "/x", ResponseTimeout = TimeSpan.Zero };
        Assert.Throws<ArgumentOutOfRangeException>(() => new VfioUserServer(new Board().Device, odd));
    }
}

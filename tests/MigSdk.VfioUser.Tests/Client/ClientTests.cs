using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Uapi;
using Xunit;

namespace MigSdk.VfioUser.Tests;

/// <summary>The client against MigSdk's server, and against peers that do not do as they should.</summary>
public class ClientTests
{
    private static readonly VfioUserClientOptions Impatient = new() { ReplyTimeout = TimeSpan.FromMilliseconds(300) };

    [Fact]
    public async Task It_learns_what_the_device_is()
    {
        var board = new Board();
        await using Served served = Served.Start(board.Device);
        using VfioUserClient client = await VfioUserClient.ConnectAsync(served.Path);
        Assert.True(client.HasExtensions);
        Assert.True(client.Device.Flags.HasFlag(DeviceInfoFlags.Pci));
        RegionInfo bar = await client.GetRegionAsync(0);
        Assert.Equal(0x4000UL, bar.RegionSize);
        Assert.Equal(0UL, (await client.GetRegionAsync(3)).RegionSize);
        Assert.Equal(8u, (await client.GetInterruptsAsync((int)PciIrq.Msix)).Count);
        await AssertErrnoAsync(Errno.EINVAL, async () => await client.GetRegionAsync(77));
        VfioUserBackend backend = await VfioUserBackend.OpenAsync(client);
        Assert.Equal((MigrationFeatures.None, 0), (backend.Features, backend.SupportedTransitions.Count));
    }

    [Fact]
    public async Task It_reads_and_writes_regions_in_as_many_messages_as_it_takes()
    {
        var board = new Board();
        await using Served served = Served.Start(board.Device);
        using VfioUserClient client =
            await VfioUserClient.ConnectAsync(served.Path, new VfioUserClientOptions { MaxTransfer = 4096 });
        Assert.Equal(4096, client.MaxTransfer);
        await client.WriteRegionAsync(0, Board.Scratch, BitConverter.GetBytes(0x1122334455667788));
        byte[] value = new byte[8];
        await client.ReadRegionAsync(0, Board.Scratch, value);
        Assert.Equal(0x1122334455667788, BitConverter.ToInt64(value));
        byte[] configuration = new byte[256];
        await client.ReadRegionAsync((int)PciRegion.Config, 0, configuration);
        Assert.Equal(0x1234, BitConverter.ToUInt16(configuration));
        await AssertErrnoAsync(Errno.EINVAL, async () => await client.ReadRegionAsync(0, 0x4000, value));
        await AssertErrnoAsync(Errno.EIO, async () => await client.ReadRegionAsync(0, 4, value.AsMemory(0, 2)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_device_reaches_the_clients_memory_shared_or_by_messages(bool isShared)
    {
        var board = new Board();
        await using Served served = Served.Start(board.Device);
        using VfioUserClient client = await VfioUserClient.ConnectAsync(served.Path);
        using var memory = new ClientMemory(0x4000);
        await client.MapDmaAsync(0x10_0000, memory, isShared: isShared);
        await AssertErrnoAsync(Errno.EEXIST, async () => await client.MapDmaAsync(0x10_0000, memory, isShared: isShared));
        BitConverter.TryWriteBytes(memory.Slice(0x20, 8), 41UL);
        await client.WriteRegionAsync(0, Board.Doorbell, BitConverter.GetBytes(0x10_0020UL));
        Assert.Equal(42UL, BitConverter.ToUInt64(memory.Slice(0x28, 8)));
        await client.UnmapDmaAsync(0x10_0000, memory.Length);
        await Assert.ThrowsAsync<MigrationException>(
            async () => await client.WriteRegionAsync(0, Board.Doorbell, BitConverter.GetBytes(0x10_0020UL)));
    }

    [Fact]
    public async Task Memory_that_may_only_be_read_is_not_written()
    {
        var board = new Board();
        await using Served served = Served.Start(board.Device);
        using VfioUserClient client = await VfioUserClient.ConnectAsync(served.Path);
        using var memory = new ClientMemory(0x1000);
        await client.MapDmaAsync(0, memory, DmaAccessRights.Read, isShared: false);
        await Assert.ThrowsAsync<MigrationException>(
            async () => await client.WriteRegionAsync(0, Board.Doorbell, new byte[8]));
        Assert.Equal(0UL, BitConverter.ToUInt64(memory.Slice(8, 8)));
    }

    [Fact]
    public async Task Interrupts_arrive_where_they_were_asked_for()
    {
        var board = new Board();
        await using Served served = Served.Start(board.Device);
        using VfioUserClient client = await VfioUserClient.ConnectAsync(served.Path);
        List<ClientInterrupt> interrupts = [];
        for (int i = 0; i < 8; i++)
            interrupts.Add(new ClientInterrupt());
        await client.SetInterruptsAsync((int)PciIrq.Msix, 0, interrupts);
        board.Device.Msix.Trigger(5);
        Assert.True(interrupts[5].Wait(TimeSpan.FromSeconds(10)));
        Assert.Equal((1, 0), (interrupts[5].Take(), interrupts[4].Take()));
        await client.SetInterruptsAsync((int)PciIrq.Msix, 0, []);
        board.Device.Msix.Trigger(5);
        Assert.Equal(0, interrupts[5].Take());
        foreach (ClientInterrupt interrupt in interrupts)
            interrupt.Dispose();
    }

    [Fact]
    public async Task When_the_server_goes_away_what_waits_fails_at_once_and_all_that_comes_later_too()
    {
        var gate = new TaskCompletionSource();
        await using var peer = new StubServer(async (stub, _) =>
        {
            await gate.Task;
            stub.Drop();
            return null;
        });
        using VfioUserClient client = await VfioUserClient.ConnectAsync(peer.Path);
        Task reading = client.ReadRegionAsync(0, 0, new byte[4]).AsTask();
        Task other = client.GetRegionAsync(0).AsTask();
        gate.SetResult();
        MigrationException failure = await AssertErrnoAsync(Errno.ECONNRESET, () => reading);
        Assert.Contains(peer.Path, failure.Message, StringComparison.Ordinal);
        await AssertErrnoAsync(Errno.ECONNRESET, () => other);
        await AssertErrnoAsync(Errno.ECONNRESET, async () => await client.ResetAsync());
        Assert.True(client.IsLost);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_ETIMEDOUT()
    {
        await using var peer = new StubServer((_, _) => Task.FromResult<byte[]?>(null));
        using VfioUserClient client = await VfioUserClient.ConnectAsync(peer.Path, Impatient);
        await AssertErrnoAsync(Errno.ETIMEDOUT, async () => await client.GetRegionAsync(0));
        using var cancel = new CancellationTokenSource(50);
        await AssertErrnoAsync(Errno.ECANCELED, async () => await client.ResetAsync(cancel.Token));
    }

    [Fact]
    public async Task A_server_that_takes_nothing_is_lost_and_blocks_nobody()
    {
        await using var peer = new StubServer(async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite);
            return null;
        });
        using VfioUserClient client = await VfioUserClient.ConnectAsync(peer.Path, Impatient);
        Stopwatch watch = Stopwatch.StartNew();
        Task first = client.GetRegionAsync(0).AsTask();
        MigrationException failure = await Assert.ThrowsAsync<MigrationException>(
            async () => await client.WriteRegionAsync(0, 0, new byte[8 * 1024 * 1024]));
        Assert.Equal(Errno.ETIMEDOUT, failure.Errno);
        await Assert.ThrowsAsync<MigrationException>(() => first);
        await Assert.ThrowsAsync<MigrationException>(async () => await client.ResetAsync());
        Assert.True(client.IsLost);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("stray")]
    [InlineData("noise")]
    public async Task A_server_that_answers_nonsense_is_told_so(string kind)
    {
        await using var peer = new StubServer((stub, request) => Task.FromResult<byte[]?>(kind switch
        {
            "short" => StubServer.Reply(request, [1, 2, 3]),
            "stray" => StubServer.Reply([.. BitConverter.GetBytes((ushort)9), .. request[2..]], new byte[32]),
            _ => [.. new byte[4], .. BitConverter.GetBytes(uint.MaxValue), .. new byte[8]],
        }));
        using VfioUserClient client = await VfioUserClient.ConnectAsync(peer.Path, Impatient);
        MigrationException failure =
            await Assert.ThrowsAsync<MigrationException>(async () => await client.GetRegionAsync(0));
        Assert.Equal(kind == "short" ? Errno.EPROTO : Errno.ECONNRESET, failure.Errno);
    }

    [Fact]
    public async Task Another_version_is_EPROTO_with_both_numbers()
    {
        await using var peer = new StubServer((_, _) => Task.FromResult<byte[]?>(null)) { Version = [1, 0, 3, 0] };
        MigrationException failure = await AssertErrnoAsync(Errno.EPROTO, () => VfioUserClient.ConnectAsync(peer.Path));
        Assert.Contains("1.3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_ECONNRESET_with_the_path()
    {
        MigrationException failure =
            await AssertErrnoAsync(Errno.ECONNRESET, () => VfioUserClient.ConnectAsync("/nowhere/at/all"));
        Assert.Contains("/nowhere/at/all", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => VfioUserClient.ConnectAsync(new string('x', 200)));
    }

    [Fact]
    public async Task A_request_that_is_cancelled_waits_for_the_devices_last_word()
    {
        await using Rig rig = await Rig.StartAsync(MigrationFeatures.StopCopy);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await AssertErrnoAsync(
            Errno.ECANCELED, async () => await rig.Backend.SetStateAsync(MigrationState.Stop, cancelled.Token));
        Assert.Equal(MigrationState.Running, await rig.Backend.GetStateAsync());
        await AssertErrnoAsync(Errno.EINVAL, async () => await rig.Backend.SetStateAsync(MigrationState.PreCopy));
        Assert.Null(await rig.Backend.SetStateAsync(MigrationState.Stop));
        var stream = (ISavingStream)(await rig.Backend.SetStateAsync(MigrationState.StopCopy))!;
        Assert.Null(await rig.Backend.SetStateAsync(MigrationState.StopCopy));
        await rig.Backend.ResetAsync();
        await AssertErrnoAsync(Errno.ENODEV, async () => await stream.ReadAsync(new byte[16]));
        Assert.Equal(MigrationState.Running, await rig.Backend.GetStateAsync());
        var resuming = (IResumingStream)(await rig.Backend.SetStateAsync(MigrationState.Resuming))!;
        await rig.Backend.ResetAsync();
        await AssertErrnoAsync(Errno.ENODEV, async () => await resuming.WriteAsync(default));
    }

    [Fact]
    public async Task No_data_yet_is_waited_for_and_the_wait_can_be_cancelled()
    {
        await using Rig rig = await Rig.StartAsync(MigrationFeatures.StopCopy | MigrationFeatures.PreCopy | MigrationFeatures.P2P);
        var stream = (ISavingStream)(await rig.Backend.SetStateAsync(MigrationState.PreCopy))!;
        Assert.True((await stream.GetPreCopyInfoAsync())!.Value.InitialBytes > 0);
        byte[] buffer = new byte[1 << 20];
        SessionRead read;
        while ((read = await stream.ReadAsync(buffer)).Outcome == ReadOutcome.Bytes)
            ;
        Assert.Equal(ReadOutcome.NoDataYet, read.Outcome);
        using var limit = new CancellationTokenSource(100);
        await AssertErrnoAsync(Errno.ECANCELED, async () => await stream.WaitForDataAsync(limit.Token));
        Task waiting = stream.WaitForDataAsync().AsTask();
        await rig.BeginJobAsync(1);
        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(ReadOutcome.Bytes, (await stream.ReadAsync(buffer)).Outcome);
        await rig.Backend.SetStateAsync(MigrationState.StopCopy);
        while ((read = await stream.ReadAsync(buffer)).Outcome == ReadOutcome.Bytes)
            ;
        Assert.Equal(ReadOutcome.EndOfStream, read.Outcome);
        await AssertErrnoAsync(Errno.EINVAL, async () => await stream.GetPreCopyInfoAsync());
    }

    [Fact]
    public async Task No_descriptor_is_left_of_a_client()
    {
        await using Served served = Served.Start(new Board().Device);
        await UseAsync(served.Path);
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < 50; i++)
            await UseAsync(served.Path);
        // Other tests run beside this one.
        Assert.True(Directory.GetFiles("/proc/self/fd").Length < before + 40);

        static async Task UseAsync(string path)
        {
            using VfioUserClient client = await VfioUserClient.ConnectAsync(path);
            using var memory = new ClientMemory(0x1000);
            using var interrupt = new ClientInterrupt();
            await client.MapDmaAsync(0, memory);
            await client.SetInterruptsAsync((int)PciIrq.Msix, 0, [interrupt]);
        }
    }

    private static async Task<MigrationException> AssertErrnoAsync(Errno expected, Func<Task> action)
    {
        MigrationException failure = await Assert.ThrowsAsync<MigrationException>(action);
        Assert.True(expected == failure.Errno, $"{failure.Errno} and not {expected}: {failure.Message}");
        return failure;
    }

    /// <summary>A server that negotiates and says what it is, and then does as a test says.</summary>
    private sealed class StubServer : IAsyncDisposable
    {
        private readonly Func<StubServer, byte[], Task<byte[]?>> _answer;
        private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private Socket? _client;

        internal StubServer(Func<StubServer, byte[], Task<byte[]?>> answer)
        {
            _answer = answer;
            _listener.Bind(new UnixDomainSocketEndPoint(Path));
            _listener.Listen();
            _ = RunAsync();
        }

        internal string Path { get; } = System.IO.Path.Combine(
            System.IO.Path.GetTempPath(), "stub-" + System.IO.Path.GetRandomFileName());

        internal byte[] Version { get; init; } = [0, 0, 1, 0];

        internal static byte[] Reply(byte[] request, byte[] payload) =>
        [
            .. request[..4], .. BitConverter.GetBytes((uint)(16 + payload.Length)), .. BitConverter.GetBytes(1u), .. new byte[4],
            .. payload,
        ];

        internal void Drop() => _client?.Dispose();

        public ValueTask DisposeAsync()
        {
            Drop();
            _listener.Dispose();
            File.Delete(Path);
            return ValueTask.CompletedTask;
        }

        private async Task RunAsync()
        {
            try
            {
                _client = await _listener.AcceptAsync();
                await using var stream = new NetworkStream(_client);
                while (true)
                {
                    byte[] header = new byte[16];
                    await stream.ReadExactlyAsync(header);
                    byte[] payload = new byte[BitConverter.ToUInt32(header, 4) - 16];
                    await stream.ReadExactlyAsync(payload);
                    byte[]? reply = BitConverter.ToUInt16(header, 2) switch
                    {
                        1 => Reply(header, [.. Version, .. Encoding.ASCII.GetBytes("{\"capabilities\":{}}"), 0]),
                        4 => Reply(header, [16, 0, 0, 0, 3, 0, 0, 0, 9, 0, 0, 0, 5, 0, 0, 0]),
                        _ => await _answer(this, header),
                    };
                    if (reply is not null)
                        await stream.WriteAsync(reply);
                }
            }
            catch (Exception cause) when (cause is IOException or SocketException or ObjectDisposedException)
            {
                // The client, or the test, has had enough.
            }
        }
    }
}

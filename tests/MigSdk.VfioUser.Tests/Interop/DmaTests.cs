using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using MigSdk.VfioUser.Tests.Interop.Raw;
using Xunit;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>The client's memory: mapped, by message, and while other requests keep coming.</summary>
public sealed class DmaTests : IDisposable
{
    private const int EEXIST = 17;
    private const ulong Page = 0x1000;

    private readonly ServerUnderTest _server = ServerUnderTest.Start();
    private readonly ByteClient _client;

    public DmaTests() => _client = ByteClient.Open(_server.Path);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mapped_range_is_reached_through_its_descriptor_at_its_offset(bool canBeSealed)
    {
        using SafeFileHandle memory = RawNative.MemoryFile(4 * (long)Page, canBeSealed);
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0x1_0000_0000, 2 * Page, offset: Page), memory));
        await _server.WriteGuestAsync(0x1_0000_0800, [1, 2, 3, 4]);
        byte[] seen = new byte[4];
        RandomAccess.Read(memory, seen, (long)Page + 0x800);
        Assert.Equal([1, 2, 3, 4], seen);
        RandomAccess.Write(memory, [9, 8, 7], (3 * (long)Page) - 3);
        Assert.Equal([9, 8, 7], await _server.ReadGuestAsync(0x1_0000_0000 + (2 * Page) - 3, 3));
        Assert.True(_client.IsSilent(20));
    }

    [Fact]
    public async Task A_range_without_a_descriptor_is_read_and_written_by_messages()
    {
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0x8000, Page)));
        Task<byte[]> read = _server.ReadGuestAsync(0x8010, 4);
        using (RawMessage request = _client.Receive())
        {
            Assert.Equal(Command.DmaRead, request.Command);
            Assert.True(request.IsCommand);
            Assert.Equal(new Bytes().U64(0x8010).U64(4).ToArray(), request.Payload);
            _client.Answer(request, new Bytes().U64(0x8010).U64(4).Add([5, 6, 7, 8]).ToArray());
        }

        Assert.Equal([5, 6, 7, 8], await read.WaitAsync(TimeSpan.FromSeconds(10)));

        Task write = _server.WriteGuestAsync(0x8020, [1, 2, 3]);
        using (RawMessage request = _client.Receive())
        {
            Assert.Equal(Command.DmaWrite, request.Command);
            Assert.Equal(new Bytes().U64(0x8020).U64(3).Add([1, 2, 3]).ToArray(), request.Payload);
            _client.Answer(request, new Bytes().U64(0x8020).U64(3).ToArray());
        }

        await write.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>The protocol's text gives the reply's count 4 bytes, libvfio-user's client sends 8.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    public async Task A_DMA_WRITE_s_reply_may_have_a_short_count(int bytes)
    {
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0x8000, Page)));
        Task write = _server.WriteGuestAsync(0x8000, [1, 2, 3]);
        using RawMessage request = _client.Receive();
        _client.Answer(request, new Bytes().U64(0x8000).U64(3).ToArray().AsSpan(0, bytes));
        await write.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Requests_keep_being_answered_while_the_server_waits_for_the_client_s_memory()
    {
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0x8000, Page)));
        Task<byte[]> read = _server.ReadGuestAsync(0x8000, 4);
        using RawMessage request = _client.Receive();
        Assert.Equal(Command.DmaRead, request.Command);

        // Also with the very id of the server's own message: the two directions count for themselves.
        foreach (ushort id in new ushort[] { request.Id, 1, 2 })
        {
            _client.SendBytes(ByteClient.Frame(id, Command.RegionRead, 0, Payloads.RegionRead(7, 0, 4)));
            using RawMessage reply = _client.Receive();
            Assert.Equal(RawMessage.Reply, reply.Flags);
            Assert.Equal(Command.RegionRead, reply.Command);
            Assert.Equal(id, reply.Id);
        }

        Assert.False(read.IsCompleted);
        _client.Answer(request, new Bytes().U64(0x8000).U64(4).Add([1, 1, 2, 3]).ToArray());
        Assert.Equal([1, 1, 2, 3], await read.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Several_reads_of_the_server_are_answered_in_any_order()
    {
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0, 8 * Page)));
        Task<byte[]>[] reads = [.. Enumerable.Range(0, 4).Select(i => _server.ReadGuestAsync((ulong)i * Page, 1))];
        _client.OnCommand = request => new Bytes().U64(request.U64(0)).U64(1).Add([(byte)(request.U64(0) / Page)]).ToArray();

        // Where the server sends one at a time, there is nothing to reorder; then they are answered as they come.
        List<RawMessage> requests = [_client.Receive()];
        while (!_client.IsSilent(100))
            requests.Add(_client.Receive());
        foreach (RawMessage request in Enumerable.Reverse(requests))
        {
            using (request)
                _client.Answer(request, _client.OnCommand(request));
        }

        while (!reads.All(read => read.IsCompleted))
        {
            if (_client.IsSilent(10))
                continue;
            using RawMessage request = _client.Receive();
            _client.Answer(request, _client.OnCommand(request));
        }

        byte[][] results = await Task.WhenAll(reads);
        Assert.Equal([0, 1, 2, 3], results.Select(result => result[0]));
    }

    [Fact]
    public async Task A_read_longer_than_the_client_s_limit_comes_in_pieces_that_keep_it()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(
            server.Path, json: """{"capabilities":{"max_msg_fds":32,"max_data_xfer_size":1024}}""");
        AssertSuccess(client.Call(Command.DmaMap, Payloads.DmaMap(0, 4 * Page)));
        Task<byte[]> read = server.ReadGuestAsync(0x10, 5000);
        byte[] memory = [.. Enumerable.Range(0, 4 * (int)Page).Select(i => (byte)(i % 251))];
        for (int covered = 0; covered < 5000;)
        {
            using RawMessage request = client.Receive();
            Assert.Equal(Command.DmaRead, request.Command);
            ulong address = request.U64(0);
            ulong count = request.U64(8);
            Assert.InRange(count, 1ul, 1024ul);
            client.Answer(
                request,
                new Bytes().U64(address).U64(count).Add(memory.AsSpan((int)address, (int)count)).ToArray());
            covered += (int)count;
        }

        Assert.Equal(memory[0x10..(0x10 + 5000)], await read.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_s_refusal_of_a_read_fails_the_device_s_access_and_nothing_else(bool byError)
    {
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0x8000, Page)));
        Task<byte[]> read = _server.ReadGuestAsync(0x8000, 8);
        using (RawMessage request = _client.Receive())
        {
            if (byError)
                _client.Refuse(request, 14);
            else
                _client.Answer(request, new Bytes().U64(0x8000).U64(4).Add([1, 2, 3, 4]).ToArray());
        }

        await Assert.ThrowsAnyAsync<Exception>(() => read.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.IsNotType<TimeoutException>(read.Exception?.InnerException);
        Assert.True(read.IsFaulted);
    }

    [Fact]
    public async Task Memory_that_was_never_mapped_cannot_be_reached_and_the_client_is_not_asked()
    {
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0x8000, Page)));
        foreach ((ulong address, int count) in new[] { (0x9000ul, 1), (0x8FFFul, 2), (0x7FFFul, 1), (ulong.MaxValue, 1) })
        {
            Task<byte[]> read = _server.ReadGuestAsync(address, count);
            await Assert.ThrowsAnyAsync<Exception>(() => read.WaitAsync(TimeSpan.FromSeconds(10)));
            Assert.True(read.IsFaulted);
        }

        Assert.True(_client.IsSilent(20));
    }

    [Fact]
    public async Task Permissions_of_a_range_are_kept()
    {
        using SafeFileHandle memory = RawNative.MemoryFile(4 * (long)Page);
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0, Page, flags: 1), memory));
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(Page, Page, Page, flags: 2), memory));
        Assert.Equal([0], await _server.ReadGuestAsync(0, 1));
        await _server.WriteGuestAsync(Page, [1]);
        Task write = _server.WriteGuestAsync(0, [1]);
        await Assert.ThrowsAnyAsync<Exception>(() => write.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.True(write.IsFaulted);
        Task<byte[]> read = _server.ReadGuestAsync(Page, 1);
        await Assert.ThrowsAnyAsync<Exception>(() => read.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.True(read.IsFaulted);
    }

    [Fact]
    public void DMA_MAP_and_DMA_UNMAP_may_be_sent_without_waiting()
    {
        using SafeFileHandle memory = RawNative.MemoryFile(64 * (long)Page);
        List<ushort> ids = [];
        for (int round = 0; round < 3; round++)
        {
            for (ulong i = 0; i < 40; i++)
                ids.Add(_client.Send(Command.DmaMap, Payloads.DmaMap(i * Page, Page, i * Page), 0, memory));
            for (ulong i = 0; i < 40; i++)
                ids.Add(_client.Send(Command.DmaUnmap, Payloads.DmaUnmap(i * Page, Page)));
        }

        foreach (ushort id in ids)
        {
            using RawMessage reply = _client.Receive();
            Assert.True(reply.Flags == RawMessage.Reply, reply.ToString());
            Assert.Equal(id, reply.Id);
        }
    }

    [Fact]
    public async Task Dozens_of_ranges_are_mapped_at_once_and_each_is_its_own()
    {
        using SafeFileHandle memory = RawNative.MemoryFile(100 * (long)Page);
        for (ulong i = 0; i < 100; i++)
            AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(i * 2 * Page, Page, i * Page), memory));
        for (ulong i = 0; i < 100; i++)
            await _server.WriteGuestAsync((i * 2 * Page) + 5, [(byte)i]);
        byte[] seen = new byte[1];
        for (int i = 0; i < 100; i++)
        {
            RandomAccess.Read(memory, seen, (i * (long)Page) + 5);
            Assert.Equal(i, seen[0]);
        }
    }

    [Theory]
    [InlineData(0x8000ul, 0x1000ul)]
    [InlineData(0x7000ul, 0x2000ul)]
    [InlineData(0x9000ul, 0x8000ul)]
    [InlineData(0x0ul, 0x100000ul)]
    public async Task A_range_over_a_mapped_one_is_EEXIST_and_the_mapped_one_stays(ulong address, ulong size)
    {
        using SafeFileHandle memory = RawNative.MemoryFile(0x100000);
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0x8000, 2 * Page), memory));
        using RawMessage reply = _client.Call(Command.DmaMap, Payloads.DmaMap(address, size), memory);
        Assert.Equal(RawMessage.ErrorReply, reply.Flags);
        Assert.Equal(EEXIST, reply.Error);
        await _server.WriteGuestAsync(0x9FFF, [7]);
        byte[] seen = new byte[1];
        RandomAccess.Read(memory, seen, 0x1FFF);
        Assert.Equal(7, seen[0]);
    }

    [Fact]
    public async Task DMA_UNMAP_with_flag_2_means_all()
    {
        using SafeFileHandle memory = RawNative.MemoryFile(8 * (long)Page);
        for (ulong i = 0; i < 8; i++)
            AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(i * Page, Page, i * Page), memory));
        byte[] request = Payloads.DmaUnmap(0, 0, flags: 2);
        using RawMessage reply = _client.Call(Command.DmaUnmap, request);
        Assert.Equal(RawMessage.Reply, reply.Flags);
        Assert.Equal(24, reply.Payload.Length);
        for (ulong i = 0; i < 8; i++)
        {
            Task<byte[]> read = _server.ReadGuestAsync(i * Page, 1);
            await Assert.ThrowsAnyAsync<Exception>(() => read.WaitAsync(TimeSpan.FromSeconds(10)));
            Assert.True(read.IsFaulted);
        }

        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0, 8 * Page), memory));
    }

    [Theory]
    [InlineData(0x8000ul, 0x1000ul)]
    [InlineData(0x7000ul, 0x4000ul)]
    [InlineData(0x9000ul, 0x1000ul)]
    public void DMA_UNMAP_must_match_a_mapped_range(ulong address, ulong size)
    {
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0x8000, 2 * Page)));
        using RawMessage reply = _client.Call(Command.DmaUnmap, Payloads.DmaUnmap(address, size));
        Assert.Equal(RawMessage.ErrorReply, reply.Flags);
        Assert.InRange(reply.Error, 1, 133);
    }

    [Fact]
    public async Task A_dirty_log_shows_what_the_device_wrote_once()
    {
        using SafeFileHandle memory = RawNative.MemoryFile(128 * (long)Page);
        AssertSuccess(_client.Call(Command.DmaMap, Payloads.DmaMap(0, 128 * Page), memory));
        using (RawMessage start = _client.Call(Command.Feature, Payloads.LoggingStart(4096, 0)))
            Assert.Equal(RawMessage.Reply, start.Flags);
        await _server.WriteGuestAsync(3 * Page, [1]);
        await _server.WriteGuestAsync((70 * Page) + 4095, [1, 2]);

        byte[] question = Payloads.LoggingReport(0, 128 * Page, 4096, 16);
        using (RawMessage report = _client.Call(Command.Feature, question))
        {
            Assert.Equal(RawMessage.Reply, report.Flags);
            Assert.Equal(8 + 24 + 16, report.Payload.Length);
            Assert.Equal(question[4..32], report.Payload[4..32]);
            Assert.Equal(1ul << 3, report.U64(32));
            Assert.Equal((1ul << 6) | (1ul << 7), report.U64(40));
        }

        using (RawMessage report = _client.Call(Command.Feature, question))
        {
            Assert.Equal(0ul, report.U64(32));
            Assert.Equal(0ul, report.U64(40));
        }

        using RawMessage stop = _client.Call(
            Command.Feature, Payloads.Feature(24, Payloads.SetFeature | 7, new byte[16]));
        Assert.Equal(RawMessage.Reply, stop.Flags);
        Assert.Equal(24, stop.Payload.Length);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private static void AssertSuccess(RawMessage reply)
    {
        using (reply)
        {
            Assert.True(reply.Flags == RawMessage.Reply, reply.ToString());
            Assert.Empty(reply.Payload);
        }
    }
}

using System;
using System.Linq;
using MigSdk.VfioUser.Tests.Interop.Raw;
using Xunit;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>What every client relies on to stay in step: ids, types, sizes, and silence where it asked for it.</summary>
public sealed class FramingTests : IDisposable
{
    private const int EINVAL = 22;

    private readonly ServerUnderTest _server = ServerUnderTest.Start();
    private readonly ByteClient _client;

    public FramingTests() => _client = ByteClient.Open(_server.Path);

    public static TheoryData<ushort, byte[], int> Requests => new()
    {
        { Command.DmaMap, Payloads.DmaMap(0x10000, 0x1000), 0 },
        { Command.GetInfo, Payloads.Info(), 16 },
        { Command.GetRegionInfo, Payloads.RegionInfo(0), 32 },
        { Command.GetIrqInfo, Payloads.IrqInfo(0), 16 },
        { Command.SetIrqs, Payloads.SetIrqs(0x21, 0, 0, 0), 0 },
        { Command.RegionRead, Payloads.RegionRead(0, 0, 4), 20 },
        { Command.RegionRead, Payloads.RegionRead(7, 0, 64), 80 },
        { Command.RegionWrite, Payloads.RegionWrite(0, 0, 1, 2, 3, 4), 16 },
        { Command.Reset, [], 0 },
        { Command.Feature, Payloads.Feature(16, Payloads.GetFeature | 1), 16 },
        { Command.Feature, Payloads.Feature(16, Payloads.GetFeature | 2), 16 },
        { Command.Feature, Payloads.Feature(8, Payloads.ProbeFeature | Payloads.GetFeature | 1), 8 },
        { Command.Feature, Payloads.SetState(2), 16 },
        { Command.Feature, Payloads.LoggingStart(4096, 0), 24 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_reply_bears_the_request_s_id_and_command_and_exactly_the_payload_laid_down(
        ushort command, byte[] payload, int replyBytes)
    {
        foreach (ushort id in new ushort[] { 0, 0xFFFF, 0x8001 })
        {
            if (command == Command.DmaMap && id != 0)
                continue;
            if (command == Command.Feature && id != 0 && payload[4] == 6)
                continue;
            _client.SendBytes(ByteClient.Frame(id, command, 0, payload));
            using RawMessage reply = _client.Receive();
            Assert.Equal(id, reply.Id);
            Assert.Equal(command, reply.Command);
            Assert.Equal(RawMessage.Reply, reply.Flags);
            Assert.Equal(0, reply.Error);
            Assert.Equal(replyBytes, reply.Payload.Length);
            Assert.Equal((uint)(16 + replyBytes), reply.Size);
            Assert.Empty(reply.Descriptors);
        }

        AssertInStep();
    }

    [Fact]
    public void DMA_UNMAP_s_reply_is_its_request()
    {
        _client.Call(Command.DmaMap, Payloads.DmaMap(0x4000, 0x2000)).Dispose();
        byte[] request = Payloads.DmaUnmap(0x4000, 0x2000);
        using RawMessage reply = _client.Call(Command.DmaUnmap, request);
        Assert.Equal(RawMessage.Reply, reply.Flags);
        Assert.Equal(request, reply.Payload);
    }

    [Fact]
    public void A_region_read_s_reply_repeats_offset_region_and_count_before_the_data()
    {
        _client.Call(Command.RegionWrite, Payloads.RegionWrite(0, 8, 0x11, 0x22, 0x33, 0x44)).Dispose();
        using RawMessage reply = _client.Call(Command.RegionRead, Payloads.RegionRead(0, 8, 4));
        Assert.Equal(new Bytes().U64(8).U32(0).U32(4).Add([0x11, 0x22, 0x33, 0x44]).ToArray(), reply.Payload);
    }

    [Fact]
    public void A_region_write_s_reply_repeats_offset_region_and_count_and_no_data()
    {
        using RawMessage reply = _client.Call(Command.RegionWrite, Payloads.RegionWrite(0, 8, 1, 2, 3, 4));
        Assert.Equal(new Bytes().U64(8).U32(0).U32(4).ToArray(), reply.Payload);
    }

    public static TheoryData<ushort, byte[]> Refused => new()
    {
        { 0, [] },
        { 99, [] },
        { Command.DirtyPages, new byte[8] },
        { Command.DmaMap, Payloads.DmaMap(0x1000, 0) },
        { Command.DmaMap, Payloads.DmaMap(ulong.MaxValue - 0xFFF, 0x2000) },
        { Command.DmaMap, new byte[8] },
        { Command.DmaUnmap, Payloads.DmaUnmap(0x77000, 0x1000) },
        { Command.GetInfo, new byte[3] },
        { Command.GetRegionInfo, Payloads.RegionInfo(99) },
        { Command.GetRegionInfo, Payloads.RegionInfo(0, argsz: 8) },
        { Command.GetIrqInfo, Payloads.IrqInfo(5) },
        { Command.SetIrqs, Payloads.SetIrqs(0x24, 99, 0, 1) },
        { Command.SetIrqs, Payloads.SetIrqs(0x24, 2, 0xFFFFFFFF, 2) },
        { Command.RegionRead, Payloads.RegionRead(0xDEADBEEF, 0, 4) },
        { Command.RegionRead, Payloads.RegionRead(0, 0x100000, 4) },
        { Command.RegionRead, Payloads.RegionRead(0, ulong.MaxValue, 4) },
        { Command.RegionRead, Payloads.RegionRead(0, 0, 0xFFFFFFFF) },
        { Command.RegionWrite, Payloads.RegionWrite(0, 0x100000, 1, 2, 3, 4) },
        { Command.RegionWrite, new Bytes().U64(0).U32(0).U32(4000).U32(0).ToArray() },
        { Command.Feature, Payloads.Feature(16, Payloads.SetFeature | 0x1234) },
        { Command.Feature, Payloads.SetState(0) },
        { Command.Feature, Payloads.SetState(99) },
        { Command.Feature, Payloads.Feature(8, Payloads.GetFeature | 1) },
        { Command.Feature, Payloads.LoggingReport(0, 0x1000, 4096, 8) },
        { Command.MigrationRead, Payloads.MigrationRead(16) },
        { Command.MigrationWrite, Payloads.MigrationWrite(1, 2, 3) },
        { Command.RegionWriteMulti, new Bytes().U64(2).U64(0).ToArray() },
        { Command.RegionWriteMulti, new Bytes().U64(ulong.MaxValue).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_error_is_a_header_alone_with_an_errno_and_the_connection_lives_on(ushort command, byte[] payload)
    {
        ushort id = _client.Send(command, payload);
        using RawMessage reply = _client.Receive();
        Assert.Equal(id, reply.Id);
        Assert.Equal(command, reply.Command);
        Assert.Equal(RawMessage.ErrorReply, reply.Flags);
        Assert.InRange(reply.Error, 1, 4095);
        Assert.Empty(reply.Payload);
        AssertInStep();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_request_flagged_NO_REPLY_gets_none_not_even_an_error(bool isValid)
    {
        uint region = isValid ? 0 : 0xDEADBEEF;
        for (byte i = 0; i < 20; i++)
            _client.Send(Command.RegionWrite, Payloads.RegionWrite(region, 16, i, 0, 0, 0), RawMessage.NoReply);
        _client.Send(Command.DmaUnmap, Payloads.DmaUnmap(0x55000, 0x1000), RawMessage.NoReply);
        _client.Send(99, [], RawMessage.NoReply);

        ushort id = _client.Send(Command.RegionRead, Payloads.RegionRead(0, 16, 4));
        using RawMessage reply = _client.Receive();
        Assert.Equal(id, reply.Id);
        Assert.Equal(isValid ? 19u : 0u, reply.U32(16));
        Assert.True(_client.IsSilent(50));
    }

    [Fact]
    public void Posted_writes_take_effect_in_order_and_before_a_read_that_follows()
    {
        for (uint i = 1; i <= 1000; i++)
        {
            _client.Send(Command.RegionWrite, Payloads.RegionWrite(0, 16, Bytes.Words(i)), RawMessage.NoReply);
            if (i % 100 != 0)
                continue;
            using RawMessage reply = _client.Call(Command.RegionRead, Payloads.RegionRead(0, 16, 4));
            Assert.Equal(i, reply.U32(16));
        }
    }

    [Fact]
    public void REGION_WRITE_MULTI_carries_out_every_write_and_counts_them()
    {
        byte[] request = new Bytes().U64(3)
            .U64(16).U32(0).U32(4).U64(0xAAAA_AAAA)
            .U64(20).U32(0).U32(4).U64(0xBBBB_BBBB)
            .U64(24).U32(0).U32(2).U64(0xCCCC).ToArray();
        using RawMessage reply = _client.Call(Command.RegionWriteMulti, request);
        Assert.Equal(RawMessage.Reply, reply.Flags);
        Assert.Equal(new Bytes().U64(3).ToArray(), reply.Payload);
        using RawMessage read = _client.Call(Command.RegionRead, Payloads.RegionRead(0, 16, 8));
        Assert.Equal(0xBBBB_BBBB_AAAA_AAAAul, read.U64(16));
    }

    [Fact]
    public void Requests_may_be_sent_without_waiting_and_in_pieces_of_any_size()
    {
        byte[] stream = [.. Enumerable.Range(0, 40).SelectMany(i =>
            ByteClient.Frame((ushort)i, Command.RegionRead, 0, Payloads.RegionRead(7, 0, 4)))];
        var random = new Random(1);
        for (int sent = 0; sent < stream.Length;)
        {
            int piece = Math.Min(random.Next(1, 50), stream.Length - sent);
            _client.SendBytes(stream.AsSpan(sent, piece));
            sent += piece;
        }

        for (int i = 0; i < 40; i++)
        {
            using RawMessage reply = _client.Receive();
            Assert.Equal(i, reply.Id);
            Assert.Equal(20, reply.Payload.Length);
        }
    }

    [Fact]
    public void The_same_id_may_be_used_for_several_requests_at_once()
    {
        for (int i = 0; i < 3; i++)
            _client.SendBytes(ByteClient.Frame(7, Command.RegionRead, 0, Payloads.RegionRead(7, (ulong)(4 * i), 4)));
        for (int i = 0; i < 3; i++)
        {
            using RawMessage reply = _client.Receive();
            Assert.Equal(7, reply.Id);
            Assert.Equal((ulong)(4 * i), reply.U64(0));
        }
    }

    [Fact]
    public void What_is_reserved_in_a_request_may_hold_garbage()
    {
        // The header's errno, a logging control's reserved field, a state's data_fd, an info's outputs.
        _client.SendBytes(ByteClient.Frame(1, Command.RegionRead, 0, Payloads.RegionRead(7, 0, 4), errno: 0x5A5A5A5A));
        AssertSuccess();
        _client.Send(Command.Feature, Payloads.LoggingStart(4096, reserved: 0xDEADBEEF));
        AssertSuccess();
        _client.Send(Command.Feature, Payloads.Feature(16, Payloads.SetFeature | 2, Bytes.Words(2, 0x12345678)));
        AssertSuccess();
        _client.Send(Command.GetInfo, Bytes.Words(32, 7, 8, 9));
        AssertSuccess();
        _client.Send(Command.GetIrqInfo, Bytes.Words(16, 0xFF, 0, 77));
        AssertSuccess();
        _client.Send(
            Command.GetRegionInfo,
            new Bytes().U32(32).U32(0xF).U32(0).U32(0x99).U64(0x1234).U64(0x5678).ToArray());
        AssertSuccess();
    }

    [Fact]
    public void An_unknown_region_is_EINVAL()
    {
        foreach ((ushort command, byte[] payload) in new[]
        {
            (Command.RegionRead, Payloads.RegionRead(0xDEADBEEF, 0, 4)),
            (Command.RegionWrite, Payloads.RegionWrite(0xDEADBEEF, 0, 1, 2, 3, 4)),
            (Command.GetRegionInfo, Payloads.RegionInfo(0xDEADBEEF)),
        })
        {
            using RawMessage reply = _client.Call(command, payload);
            Assert.Equal(RawMessage.ErrorReply, reply.Flags);
            Assert.Equal(EINVAL, reply.Error);
        }

        AssertInStep();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private void AssertSuccess()
    {
        using RawMessage reply = _client.Receive();
        Assert.True(reply.Flags == RawMessage.Reply, reply.ToString());
    }

    // The next reply is the next request's: nothing too much and nothing too little was sent before.
    private void AssertInStep()
    {
        ushort id = _client.Send(Command.RegionRead, Payloads.RegionRead(7, 0, 4));
        using RawMessage reply = _client.Receive();
        Assert.Equal(id, reply.Id);
        Assert.Equal(RawMessage.Reply, reply.Flags);
        Assert.Equal(ServerUnderTest.PciId, reply.U32(16));
    }
}

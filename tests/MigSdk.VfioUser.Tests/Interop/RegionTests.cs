using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;
using MigSdk.VfioUser.Tests.Interop.Raw;
using Xunit;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>How clients find out about regions and interrupts, and reach them.</summary>
public sealed class RegionTests : IDisposable
{
    private const uint Config = 7;
    private const uint Readable = 1;
    private const uint Writable = 2;
    private const uint Mappable = 4;
    private const uint HasCapabilities = 8;
    private const uint SharedInfoBytes = 32 + 16 + (2 * 16);

    private readonly ServerUnderTest _server = ServerUnderTest.Start();
    private readonly ByteClient _client;

    public RegionTests() => _client = ByteClient.Open(_server.Path);

    [Fact]
    public void A_PCI_device_says_that_it_is_one_that_it_can_be_reset_and_has_VFIO_s_regions_and_interrupts()
    {
        using RawMessage info = _client.Call(Command.GetInfo, Payloads.Info());
        Assert.Equal(16u, info.U32(0));
        Assert.Equal(3u, info.U32(4));
        Assert.Equal(9u, info.U32(8));
        Assert.Equal(5u, info.U32(12));
    }

    [Fact]
    public void Every_region_can_be_asked_about_and_the_absent_ones_have_no_size()
    {
        for (uint index = 0; index < 9; index++)
        {
            using RawMessage info = _client.Call(Command.GetRegionInfo, Payloads.RegionInfo(index));
            Assert.Equal(RawMessage.Reply, info.Flags);
            Assert.Equal(32, info.Payload.Length);
            Assert.Empty(info.Descriptors);
            Assert.Equal(index, info.U32(8));
            switch (index)
            {
                case ServerUnderTest.RegisterRegion:
                    Assert.Equal(32u, info.U32(0));
                    Assert.Equal(Readable | Writable, info.U32(4));
                    Assert.Equal((ulong)ServerUnderTest.RegisterBytes, info.U64(16));
                    break;
                case ServerUnderTest.SharedRegion:
                    Assert.Equal(SharedInfoBytes, info.U32(0));
                    Assert.Equal(Readable | Writable | Mappable, info.U32(4) & 7);
                    Assert.Equal((ulong)ServerUnderTest.SharedBytes, info.U64(16));
                    break;
                case Config:
                    Assert.Equal(32u, info.U32(0));
                    Assert.Equal(Readable | Writable, info.U32(4));
                    Assert.Contains(info.U64(16), new ulong[] { 256, 4096 });
                    break;
                default:
                    Assert.Equal(32u, info.U32(0));
                    Assert.Equal(0ul, info.U64(16));
                    Assert.Equal(0u, info.U32(4) & Mappable);
                    break;
            }
        }
    }

    /// <summary>libvfio-user's client sends as many bytes as it can take; QEMU and the Rust client always send 32.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_second_larger_question_brings_the_sparse_areas_and_exactly_one_descriptor(bool withRoomInTheRequest)
    {
        byte[] request = Payloads.RegionInfo(ServerUnderTest.SharedRegion, SharedInfoBytes);
        if (withRoomInTheRequest)
            request = [.. request, .. new byte[SharedInfoBytes - 32]];
        using RawMessage info = _client.Call(Command.GetRegionInfo, request);
        Assert.Equal(RawMessage.Reply, info.Flags);
        Assert.Equal((int)SharedInfoBytes, info.Payload.Length);
        Assert.Equal(SharedInfoBytes, info.U32(0));
        Assert.Equal(Readable | Writable | Mappable | HasCapabilities, info.U32(4));
        Assert.Equal((uint)ServerUnderTest.SharedRegion, info.U32(8));
        Assert.Equal(32u, info.U32(12));

        // vfio_region_info_cap_sparse_mmap: id 1, version 1, no next, two areas.
        Assert.Equal(new Bytes().U16(1).U16(1).U32(0).U32(2).U32(0).ToArray(), info.Payload[32..48]);
        Assert.Equal((0ul, 0x1000ul), (info.U64(48), info.U64(56)));
        Assert.Equal((0x2000ul, 0x1000ul), (info.U64(64), info.U64(72)));

        SafeFileHandle file = Assert.Single(info.Descriptors);
        _client.Call(Command.RegionWrite, Payloads.RegionWrite(ServerUnderTest.SharedRegion, 0x2004, 0xAB, 0xCD)).Dispose();
        byte[] seen = new byte[2];
        Assert.Equal(2, RandomAccess.Read(file, seen, (long)info.U64(24) + 0x2004));
        Assert.Equal([0xAB, 0xCD], seen);
        RandomAccess.Write(file, [0x12, 0x34], (long)info.U64(24) + 0x0FFE);
        using RawMessage read = _client.Call(Command.RegionRead, Payloads.RegionRead(ServerUnderTest.SharedRegion, 0xFFE, 2));
        Assert.Equal([0x12, 0x34], read.Payload[16..]);
    }

    [Fact]
    public void A_question_with_room_but_less_than_needed_gets_the_32_bytes_and_no_descriptor()
    {
        using RawMessage info = _client.Call(
            Command.GetRegionInfo, Payloads.RegionInfo(ServerUnderTest.SharedRegion, SharedInfoBytes - 1));
        Assert.Equal(32, info.Payload.Length);
        Assert.Equal(SharedInfoBytes, info.U32(0));
        Assert.Empty(info.Descriptors);
    }

    [Fact]
    public void A_region_without_capabilities_answers_a_larger_question_with_32_bytes_and_no_descriptor()
    {
        using RawMessage info = _client.Call(
            Command.GetRegionInfo, Payloads.RegionInfo(ServerUnderTest.RegisterRegion, 4096));
        Assert.Equal(32, info.Payload.Length);
        Assert.Equal(32u, info.U32(0));
        Assert.Empty(info.Descriptors);
    }

    [Fact]
    public void The_descriptors_that_were_handed_out_are_not_kept_for_every_question()
    {
        int before = ProcessCounts.Descriptors();
        for (int i = 0; i < 50; i++)
        {
            _client.Call(
                Command.GetRegionInfo, Payloads.RegionInfo(ServerUnderTest.SharedRegion, SharedInfoBytes)).Dispose();
        }

        Assert.InRange(ProcessCounts.Descriptors(), 0, before + 5);
    }

    [Fact]
    public void Interrupt_indexes_0_to_4_can_be_asked_about_and_count_0_means_none()
    {
        Dictionary<uint, uint> counts = [];
        for (uint index = 0; index < 5; index++)
        {
            using RawMessage info = _client.Call(Command.GetIrqInfo, Payloads.IrqInfo(index));
            Assert.Equal(RawMessage.Reply, info.Flags);
            Assert.Equal(16u, info.U32(0));
            Assert.Equal(index, info.U32(8));
            counts[index] = info.U32(12);
            if (counts[index] > 0)
                Assert.Equal(1u, info.U32(4) & 1);
        }

        Assert.Equal(1u, counts[0]);
        Assert.Equal(0u, counts[1]);
        Assert.Equal((uint)ServerUnderTest.MsixVectors, counts[2]);
        using RawMessage unknown = _client.Call(Command.GetIrqInfo, Payloads.IrqInfo(5));
        Assert.Equal(RawMessage.ErrorReply, unknown.Flags);
        Assert.Equal(22, unknown.Error);
    }

    /// <summary>libvfio-user's client moves 12,288 bytes at once with a limit of 1,024 of its own.</summary>
    [Fact]
    public void A_region_access_may_be_larger_than_the_client_s_own_limit()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(
            server.Path, json: """{"capabilities":{"max_msg_fds":32,"max_data_xfer_size":1024}}""");
        byte[] data = [.. Enumerable.Range(0, 12_288).Select(i => (byte)(i * 7))];
        using RawMessage write = client.Call(Command.RegionWrite, Payloads.RegionWrite(ServerUnderTest.SharedRegion, 0, data));
        Assert.Equal(RawMessage.Reply, write.Flags);
        Assert.Equal(16, write.Payload.Length);
        using RawMessage read = client.Call(
            Command.RegionRead, Payloads.RegionRead(ServerUnderTest.SharedRegion, 0, (uint)data.Length));
        Assert.Equal(RawMessage.Reply, read.Flags);
        Assert.Equal(data, read.Payload[16..]);
    }

    [Fact]
    public void Configuration_space_is_read_whole_and_in_every_width()
    {
        using RawMessage whole = _client.Call(Command.RegionRead, Payloads.RegionRead(Config, 0, 256));
        Assert.Equal(ServerUnderTest.PciId, whole.U32(16));
        for (uint offset = 0; offset < 64; offset++)
        {
            foreach (uint width in new uint[] { 1, 2, 4 })
            {
                using RawMessage part = _client.Call(Command.RegionRead, Payloads.RegionRead(Config, offset, width));
                Assert.Equal(whole.Payload.AsSpan(16 + (int)offset, (int)width), part.Payload.AsSpan(16));
            }
        }
    }

    [Fact]
    public void BARs_are_sized_by_writing_ones_as_firmware_does()
    {
        Assert.Equal((uint)ServerUnderTest.RegisterBytes, SizeBar(0));
        Assert.Equal((uint)ServerUnderTest.SharedBytes, SizeBar(ServerUnderTest.SharedRegion));
        Assert.Equal(0u, SizeBar(5));
    }

    [Fact]
    public void The_capability_list_ends_and_names_MSI_X_with_its_vectors()
    {
        using RawMessage config = _client.Call(Command.RegionRead, Payloads.RegionRead(Config, 0, 256));
        byte[] space = config.Payload[16..];
        Assert.NotEqual(0, space[6] & 0x10);
        List<byte> ids = [];
        for (int at = space[0x34]; at != 0; at = space[at + 1])
        {
            Assert.InRange(at, 0x40, 0xFC);
            Assert.True(ids.Count < 48, "The capability list has no end.");
            ids.Add(space[at]);
            if (space[at] == 0x11)
                Assert.Equal(ServerUnderTest.MsixVectors - 1, (space[at + 2] | (space[at + 3] << 8)) & 0x7FF);
        }

        Assert.Contains((byte)0x11, ids);
    }

    [Fact]
    public void An_interrupt_signals_the_descriptor_that_was_set_and_none_after_it_was_taken_away()
    {
        using SafeFileHandle line = RawNative.EventDescriptor();
        using SafeFileHandle vector = RawNative.EventDescriptor();
        AssertSuccess(_client.Call(Command.SetIrqs, Payloads.SetIrqs(0x24, 2, 1, 1), vector));
        _server.RaiseMsix(1);
        Assert.Equal(1ul, RawNative.TakeEvents(vector, ByteClient.TimeoutMilliseconds));
        _server.RaiseMsix(0);
        Assert.Equal(0ul, RawNative.TakeEvents(vector, 20));

        // The client may trigger it itself, and takes it away by count 0.
        AssertSuccess(_client.Call(Command.SetIrqs, Payloads.SetIrqs(0x21, 2, 1, 1)));
        Assert.Equal(1ul, RawNative.TakeEvents(vector, ByteClient.TimeoutMilliseconds));
        AssertSuccess(_client.Call(Command.SetIrqs, Payloads.SetIrqs(0x21, 2, 0, 0)));
        _server.RaiseMsix(1);
        Assert.Equal(0ul, RawNative.TakeEvents(vector, 20));

        AssertSuccess(_client.Call(Command.SetIrqs, Payloads.SetIrqs(0x24, 0, 0, 1), line));
        _server.RaiseIntx();
        Assert.Equal(1ul, RawNative.TakeEvents(line, ByteClient.TimeoutMilliseconds));
    }

    [Fact]
    public void Descriptors_for_several_vectors_come_in_one_message_or_in_several()
    {
        SafeFileHandle[] vectors = [.. Enumerable.Range(0, ServerUnderTest.MsixVectors).Select(_ => RawNative.EventDescriptor())];
        try
        {
            AssertSuccess(_client.Call(
                Command.SetIrqs, Payloads.SetIrqs(0x24, 2, 0, 3), vectors[0], vectors[1], vectors[2]));
            AssertSuccess(_client.Call(Command.SetIrqs, Payloads.SetIrqs(0x24, 2, 3, 1), vectors[3]));
            for (int i = 0; i < vectors.Length; i++)
            {
                _server.RaiseMsix(i);
                Assert.Equal(1ul, RawNative.TakeEvents(vectors[i], ByteClient.TimeoutMilliseconds));
            }
        }
        finally
        {
            Array.ForEach(vectors, vector => vector.Dispose());
        }
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

    private uint SizeBar(uint bar)
    {
        ulong offset = 0x10 + (4 * bar);
        uint before = ReadConfig(offset);
        _client.Call(Command.RegionWrite, Payloads.RegionWrite(Config, offset, 0xFF, 0xFF, 0xFF, 0xFF)).Dispose();
        uint mask = ReadConfig(offset);
        _client.Call(Command.RegionWrite, Payloads.RegionWrite(Config, offset, Bytes.Words(before))).Dispose();
        Assert.Equal(before, ReadConfig(offset));
        return mask == 0 ? 0 : ~(mask & ~0xFu) + 1;
    }

    private uint ReadConfig(ulong offset)
    {
        using RawMessage reply = _client.Call(Command.RegionRead, Payloads.RegionRead(Config, offset, 4));
        return reply.U32(16);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using MigSdk.VfioUser.Tests.Interop.Raw;
using Xunit;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>Migration as libvfio-user's client does it, and as Linux answers it.</summary>
public sealed class MigrationTests
{
    private const int EINVAL = 22;
    private const uint Stop = 1;
    private const uint Running = 2;
    private const uint StopCopy = 3;
    private const uint Resuming = 4;
    private const uint PreCopy = 6;

    [Fact]
    public void SET_of_MIG_DEVICE_STATE_echoes_its_16_bytes()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        foreach (uint state in new[] { PreCopy, StopCopy, Stop, Resuming })
        {
            byte[] request = Payloads.SetState(state);
            using RawMessage reply = client.Call(Command.Feature, request);
            Assert.Equal(RawMessage.Reply, reply.Flags);
            Assert.Equal(request, reply.Payload);
            Assert.Empty(reply.Descriptors);
            Assert.Equal(state, GetState(client));
        }
    }

    [Fact]
    public void The_reply_to_MIG_DATA_READ_is_padded_to_the_requested_size_and_says_the_real_one()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        SetState(client, StopCopy);
        long total = 0;
        while (true)
        {
            using RawMessage reply = client.Call(Command.MigrationRead, Payloads.MigrationRead(1000));
            Assert.Equal(RawMessage.Reply, reply.Flags);
            Assert.Equal(8 + 1000, reply.Payload.Length);
            uint size = reply.U32(4);
            Assert.InRange(size, 0u, 1000u);
            Assert.All(reply.Payload.Skip(8 + (int)size), padding => Assert.Equal(0, padding));
            total += size;
            if (size == 0)
                break;
        }

        Assert.Equal(ServerUnderTest.FinalStreamBytes, total);

        // The end is permanent, and stays padded.
        using RawMessage end = client.Call(Command.MigrationRead, Payloads.MigrationRead(7));
        Assert.Equal(8 + 7, end.Payload.Length);
        Assert.Equal(0u, end.U32(4));
    }

    [Fact]
    public void MIG_DATA_WRITE_s_reply_is_a_header_alone()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        SetState(client, Resuming);
        using RawMessage reply = client.Call(Command.MigrationWrite, Payloads.MigrationWrite(1, 2, 3, 4));
        Assert.Equal(RawMessage.Reply, reply.Flags);
        Assert.Empty(reply.Payload);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(5u)]
    public async Task A_device_moves_from_one_server_to_another(uint flags)
    {
        using ServerUnderTest source = ServerUnderTest.Start(flags);
        using ServerUnderTest destination = ServerUnderTest.Start(flags);
        using ByteClient from = ByteClient.Open(source.Path);
        using ByteClient to = ByteClient.Open(destination.Path);
        byte[] pattern = [.. Enumerable.Range(0, 12_288).Select(i => (byte)(i * 13))];
        from.Call(Command.RegionWrite, Payloads.RegionWrite(ServerUnderTest.SharedRegion, 0, pattern)).Dispose();

        List<byte[]> pieces = [];
        if ((flags & 4) != 0)
        {
            SetState(from, PreCopy);
            pieces.AddRange(ReadPieces(from, 1024, atMost: 5));

            // The guest goes on: what it writes now must arrive too.
            pattern[77] ^= 0xFF;
            from.Call(Command.RegionWrite, Payloads.RegionWrite(ServerUnderTest.SharedRegion, 77, pattern[77])).Dispose();
        }

        SetState(from, StopCopy);
        pieces.AddRange(ReadPieces(from, 1024, int.MaxValue));
        SetState(from, Stop);

        // Straight from RUNNING, before any DMA_MAP or SET_IRQS.
        SetState(to, Resuming);
        foreach (byte[] piece in pieces)
            to.Call(Command.MigrationWrite, Payloads.MigrationWrite(piece)).Dispose();
        SetState(to, Stop);
        using (RawMessage read = to.Call(
            Command.RegionRead, Payloads.RegionRead(ServerUnderTest.SharedRegion, 0, (uint)pattern.Length)))
        {
            Assert.Equal(pattern, read.Payload[16..]);
        }

        SetState(to, Running);
        using SafeFileHandle memory = RawNative.MemoryFile(0x1000);
        using (RawMessage map = to.Call(Command.DmaMap, Payloads.DmaMap(0, 0x1000), memory))
            Assert.Equal(RawMessage.Reply, map.Flags);
        using SafeFileHandle vector = RawNative.EventDescriptor();
        using (RawMessage irq = to.Call(Command.SetIrqs, Payloads.SetIrqs(0x24, 2, 0, 1), vector))
            Assert.Equal(RawMessage.Reply, irq.Flags);
        await destination.WriteGuestAsync(0x10, [42]);
        destination.RaiseMsix(0);
        Assert.Equal(1ul, RawNative.TakeEvents(vector, ByteClient.TimeoutMilliseconds));
    }

    [Fact]
    public void PRE_COPY_to_STOP_COPY_goes_on_with_the_same_stream()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        SetState(client, PreCopy);
        byte[] first = [.. ReadPieces(client, 100, atMost: 1).SelectMany(piece => piece)];
        Assert.Equal(100, first.Length);
        SetState(client, StopCopy);
        byte[] rest = [.. ReadPieces(client, 1 << 16, int.MaxValue).SelectMany(piece => piece)];
        Assert.Equal(ServerUnderTest.PreCopyStreamBytes + ServerUnderTest.FinalStreamBytes, first.Length + rest.Length);
    }

    [Fact]
    public void A_client_may_stop_reading_before_the_end_and_begin_anew()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        for (int i = 0; i < 3; i++)
        {
            SetState(client, PreCopy);
            Assert.Single(ReadPieces(client, 64, atMost: 1));
            SetState(client, StopCopy);
            Assert.Single(ReadPieces(client, 64, atMost: 1));
            SetState(client, Stop);
            using (RawMessage closed = client.Call(Command.MigrationRead, Payloads.MigrationRead(64)))
                Assert.Equal(RawMessage.ErrorReply, closed.Flags);
            SetState(client, Running);
        }
    }

    [Fact]
    public void The_guest_may_write_to_BARs_while_the_host_reads_the_stream()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        SetState(client, PreCopy);
        byte[] garbage = new byte[12_288];
        for (int i = 0; i < 20; i++)
        {
            Array.Fill(garbage, (byte)i);
            ushort write = client.Send(
                Command.RegionWrite, Payloads.RegionWrite(ServerUnderTest.SharedRegion, 0, garbage));
            ushort read = client.Send(Command.MigrationRead, Payloads.MigrationRead(1024));
            using RawMessage written = client.ReceiveReply(write);
            using RawMessage data = client.ReceiveReply(read);
            Assert.Equal(RawMessage.Reply, written.Flags);
            Assert.Equal(RawMessage.Reply, data.Flags);
            Assert.Equal(8 + 1024, data.Payload.Length);
        }
    }

    /// <summary>What an mtty device answered on a real kernel.</summary>
    [Fact]
    public void A_stream_that_is_too_short_fails_the_way_to_STOP_with_EINVAL_and_the_state_stays_RESUMING()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        SetState(client, Resuming);
        client.Call(Command.MigrationWrite, Payloads.MigrationWrite(1, 2, 3)).Dispose();
        using (RawMessage refused = client.Call(Command.Feature, Payloads.SetState(Stop)))
        {
            Assert.Equal(RawMessage.ErrorReply, refused.Flags);
            Assert.Equal(EINVAL, refused.Error);
        }

        Assert.Equal(Resuming, GetState(client));
        client.Call(Command.Reset).Dispose();
        Assert.Equal(Running, GetState(client));
    }

    [Fact]
    public void DEVICE_RESET_leads_to_RUNNING_from_everywhere()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        foreach (uint state in new[] { Stop, Running, StopCopy, Resuming, PreCopy })
        {
            SetState(client, state);
            using (RawMessage reset = client.Call(Command.Reset))
                Assert.Equal(RawMessage.Reply, reset.Flags);
            Assert.Equal(Running, GetState(client));
        }
    }

    [Fact]
    public void In_STOP_regions_answer_and_ranges_can_be_mapped_and_unmapped()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        SetState(client, Stop);
        foreach ((ushort command, byte[] payload) in new[]
        {
            (Command.RegionRead, Payloads.RegionRead(7, 0, 4)),
            (Command.RegionRead, Payloads.RegionRead(ServerUnderTest.SharedRegion, 0, 64)),
            (Command.GetInfo, Payloads.Info()),
            (Command.DmaMap, Payloads.DmaMap(0, 0x1000)),
            (Command.DmaUnmap, Payloads.DmaUnmap(0, 0x1000)),
        })
        {
            using RawMessage reply = client.Call(command, payload);
            Assert.True(reply.Flags == RawMessage.Reply, reply.ToString());
        }
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(5u)]
    public void Every_start_and_target_is_answered_as_the_kernel_answers_it(uint flags)
    {
        using ServerUnderTest server = ServerUnderTest.Start(flags);
        using ByteClient client = ByteClient.Open(server.Path);
        int compared = 0;
        foreach ((uint current, uint target, int errno) in KernelTable.Rows(flags).Where(row => row.Current != 0))
        {
            client.Call(Command.Reset).Dispose();
            if (!TryReach(client, current))
                continue;
            if (current == Resuming)
            {
                foreach (byte[] piece in server.ValidStream().Chunk(4096))
                    client.Call(Command.MigrationWrite, Payloads.MigrationWrite(piece)).Dispose();
            }

            using RawMessage reply = client.Call(Command.Feature, Payloads.SetState(target));
            string what = $"flags {flags}: {current} to {target}: {reply}";
            Assert.True(reply.Flags == (errno == 0 ? RawMessage.Reply : RawMessage.ErrorReply), what);
            Assert.True(reply.Error == errno, what);
            Assert.Equal(errno == 0 ? target : current, GetState(client));
            compared++;
        }

        Assert.Equal(flags == 1 ? 40 : 50, compared);
    }

    [Fact]
    public void MIGRATION_is_probed_and_got_and_cannot_be_set()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Open(server.Path);
        using (RawMessage got = client.Call(Command.Feature, Payloads.Feature(16, Payloads.GetFeature | 1)))
        {
            Assert.Equal(16u, got.U32(0));
            Assert.Equal(5ul, got.U64(8));
        }

        byte[] probe = Payloads.Feature(8, Payloads.ProbeFeature | Payloads.GetFeature | Payloads.SetFeature | 2);
        using (RawMessage probed = client.Call(Command.Feature, probe))
            Assert.Equal(probe, probed.Payload);
        using RawMessage set = client.Call(Command.Feature, Payloads.Feature(16, Payloads.SetFeature | 1, new byte[8]));
        Assert.Equal(RawMessage.ErrorReply, set.Flags);
    }

    private static bool TryReach(ByteClient client, uint state)
    {
        using RawMessage reply = client.Call(Command.Feature, Payloads.SetState(state));
        return reply.Flags == RawMessage.Reply;
    }

    private static List<byte[]> ReadPieces(ByteClient client, uint size, int atMost)
    {
        List<byte[]> pieces = [];
        while (pieces.Count < atMost)
        {
            using RawMessage reply = client.Call(Command.MigrationRead, Payloads.MigrationRead(size));
            Assert.True(reply.Flags == RawMessage.Reply, reply.ToString());
            int real = (int)reply.U32(4);
            if (real == 0)
                break;
            pieces.Add(reply.Payload[8..(8 + real)]);
        }

        return pieces;
    }

    private static void SetState(ByteClient client, uint state)
    {
        using RawMessage reply = client.Call(Command.Feature, Payloads.SetState(state));
        Assert.True(reply.Flags == RawMessage.Reply, $"to {state}: {reply}");
    }

    private static uint GetState(ByteClient client)
    {
        using RawMessage reply = client.Call(Command.Feature, Payloads.Feature(16, Payloads.GetFeature | 2));
        Assert.Equal(uint.MaxValue, reply.U32(12));
        return reply.U32(8);
    }
}

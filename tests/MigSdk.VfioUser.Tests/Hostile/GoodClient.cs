using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using MigSdk.VfioUser.Tests.Interop;
using MigSdk.VfioUser.Tests.Interop.Raw;
using Xunit;

namespace MigSdk.VfioUser.Tests.Hostile;

/// <summary>A client that uses everything as it should: what it sees is whether the server is still sound.</summary>
internal static class GoodClient
{
    internal static async Task AssertServedAsync(ServerUnderTest server)
    {
        using ByteClient client = ByteClient.Open(server.Path);
        using SafeFileHandle memory = RawNative.MemoryFile(0x2000);
        using SafeFileHandle vector = RawNative.EventDescriptor();

        // RUNNING from wherever the last client left it, and with nothing of that client.
        Assert.Equal(RawMessage.Reply, Flags(client, Command.Reset, []));
        using (RawMessage state = client.Call(Command.Feature, Payloads.Feature(16, Payloads.GetFeature | 2)))
            Assert.Equal(2u, state.U32(8));
        using (RawMessage id = client.Call(Command.RegionRead, Payloads.RegionRead(7, 0, 4)))
            Assert.Equal(ServerUnderTest.PciId, id.U32(16));
        Assert.Equal(RawMessage.Reply, Flags(client, Command.DmaMap, Payloads.DmaMap(0x1000, 0x2000), memory));
        Assert.Equal(RawMessage.Reply, Flags(client, Command.SetIrqs, Payloads.SetIrqs(0x24, 2, 0, 1), vector));

        byte[] word = Bytes.Words((uint)Environment.TickCount);
        Assert.Equal(RawMessage.Reply, Flags(client, Command.RegionWrite, Payloads.RegionWrite(0, 16, word)));
        using (RawMessage read = client.Call(Command.RegionRead, Payloads.RegionRead(0, 16, 4)))
            Assert.Equal(word, read.Payload[16..]);

        await server.WriteGuestAsync(0x2FFC, word).WaitAsync(TimeSpan.FromSeconds(10));
        byte[] seen = new byte[4];
        RandomAccess.Read(memory, seen, 0x1FFC);
        Assert.Equal(word, seen);
        server.RaiseMsix(0);
        Assert.InRange(RawNative.TakeEvents(vector, ByteClient.TimeoutMilliseconds), 1ul, ulong.MaxValue);

        Assert.Equal(RawMessage.Reply, Flags(client, Command.Feature, Payloads.SetState(6)));
        using RawMessage first = client.Call(Command.MigrationRead, Payloads.MigrationRead(1000));
        long total = first.U32(4);
        Assert.Equal(1000, total);
        Assert.Equal(RawMessage.Reply, Flags(client, Command.Feature, Payloads.SetState(3)));
        while (true)
        {
            using RawMessage data = client.Call(Command.MigrationRead, Payloads.MigrationRead(1 << 16));
            Assert.True(data.Flags == RawMessage.Reply, data.ToString());
            if (data.U32(4) == 0)
                break;
            total += data.U32(4);
        }

        Assert.Equal(ServerUnderTest.PreCopyStreamBytes + ServerUnderTest.FinalStreamBytes, total);
        foreach (uint state in new uint[] { 1, 2 })
            Assert.Equal(RawMessage.Reply, Flags(client, Command.Feature, Payloads.SetState(state)));
    }

    private static uint Flags(ByteClient client, ushort command, byte[] payload, params ReadOnlySpan<SafeFileHandle> attached)
    {
        using RawMessage reply = client.Call(command, payload, [.. attached]);
        Assert.True(reply.Flags == RawMessage.Reply, reply.ToString());
        return reply.Flags;
    }
}

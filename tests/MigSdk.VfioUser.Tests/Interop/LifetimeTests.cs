using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using MigSdk.VfioUser.Tests.Interop.Raw;
using Xunit;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>Clients that come and go.</summary>
[Collection(nameof(CountsProcessResources))]
public sealed class LifetimeTests
{
    [Fact]
    public void When_a_client_goes_its_descriptors_and_mappings_are_freed_and_the_next_one_is_served()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        UseAndLeave(server);
        WaitUntilFree(server, out int descriptors, out int mappings);
        for (int i = 0; i < 20; i++)
            UseAndLeave(server);
        WaitUntilFree(server, out int after, out int mappingsAfter);
        Assert.Equal(mappings, mappingsAfter);
        Assert.InRange(after, 0, descriptors + 2);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    [InlineData(4u)]
    [InlineData(6u)]
    public void A_client_that_goes_in_the_middle_of_a_migration_leaves_no_stream_behind(uint state)
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            client.Call(Command.Feature, Payloads.SetState(state)).Dispose();
            if (state is 3 or 6)
                client.Call(Command.MigrationRead, Payloads.MigrationRead(10)).Dispose();
            if (state is 4)
                client.Call(Command.MigrationWrite, Payloads.MigrationWrite(1, 2, 3)).Dispose();
        }

        using ByteClient next = ByteClient.Open(server.Path);
        using (RawMessage read = next.Call(Command.MigrationRead, Payloads.MigrationRead(10)))
            Assert.Equal(RawMessage.ErrorReply, read.Flags);
        using (RawMessage write = next.Call(Command.MigrationWrite, Payloads.MigrationWrite(1)))
            Assert.Equal(RawMessage.ErrorReply, write.Flags);
        next.Call(Command.Reset).Dispose();
        foreach (uint target in new uint[] { 6, 3, 1, 2 })
        {
            using RawMessage set = next.Call(Command.Feature, Payloads.SetState(target));
            Assert.True(set.Flags == RawMessage.Reply, $"to {target}: {set}");
        }
    }

    [Fact]
    public async Task A_client_that_goes_while_the_server_waits_for_its_memory_fails_that_access()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        Task<byte[]> read;
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            client.Call(Command.DmaMap, Payloads.DmaMap(0, 0x1000)).Dispose();
            read = server.ReadGuestAsync(0, 4);
            client.Receive().Dispose();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => read.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.True(read.IsFaulted);
        ByteClient.Open(server.Path).Dispose();
    }

    [Fact]
    public async Task Nothing_of_a_client_that_went_can_be_reached_by_the_device()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using SafeFileHandle memory = RawNative.MemoryFile(0x1000);
        using SafeFileHandle vector = RawNative.EventDescriptor();
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            client.Call(Command.DmaMap, Payloads.DmaMap(0, 0x1000), memory).Dispose();
            client.Call(Command.SetIrqs, Payloads.SetIrqs(0x24, 2, 0, 1), vector).Dispose();
        }

        using ByteClient next = ByteClient.Open(server.Path);
        Task write = server.WriteGuestAsync(0, [1]);
        await Assert.ThrowsAnyAsync<Exception>(() => write.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.True(write.IsFaulted);
        server.RaiseMsix(0);
        Assert.Equal(0ul, RawNative.TakeEvents(vector, 20));
        byte[] seen = new byte[1];
        RandomAccess.Read(memory, seen, 0);
        Assert.Equal(0, seen[0]);
    }

    [Fact]
    public void A_second_client_does_not_disturb_the_first()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (ByteClient first = ByteClient.Open(server.Path))
        {
            using ByteClient second = ByteClient.Connect(server.Path);
            second.Send(Command.Version, Payloads.Version(0, 1, null));
            for (int i = 0; i < 10; i++)
            {
                using RawMessage reply = first.Call(Command.RegionRead, Payloads.RegionRead(7, 0, 4));
                Assert.Equal(ServerUnderTest.PciId, reply.U32(16));
            }
        }

        using ByteClient third = ByteClient.Open(server.Path);
        using RawMessage info = third.Call(Command.GetInfo, Payloads.Info());
        Assert.Equal(RawMessage.Reply, info.Flags);
    }

    [Fact]
    public void A_client_may_close_right_after_its_last_request()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        for (int i = 0; i < 10; i++)
        {
            using ByteClient client = ByteClient.Open(server.Path);
            client.Send(Command.RegionWrite, Payloads.RegionWrite(0, 16, (byte)i, 0, 0, 0), RawMessage.NoReply);
        }

        using ByteClient last = ByteClient.Open(server.Path);
        using RawMessage read = last.Call(Command.RegionRead, Payloads.RegionRead(0, 16, 4));
        Assert.Equal(9u, read.U32(16));
    }

    private static void UseAndLeave(ServerUnderTest server)
    {
        using ByteClient client = ByteClient.Open(server.Path);
        using SafeFileHandle memory = RawNative.MemoryFile(16 * 0x1000);
        using SafeFileHandle vector = RawNative.EventDescriptor();
        for (ulong i = 0; i < 16; i++)
        {
            using RawMessage map = client.Call(
                Command.DmaMap, Payloads.DmaMap(i * 0x1000, 0x1000, i * 0x1000), memory);
            Assert.Equal(RawMessage.Reply, map.Flags);
        }

        for (uint i = 0; i < ServerUnderTest.MsixVectors; i++)
            client.Call(Command.SetIrqs, Payloads.SetIrqs(0x24, 2, i, 1), vector).Dispose();
        client.Call(Command.SetIrqs, Payloads.SetIrqs(0x24, 0, 0, 1), vector).Dispose();
        client.Call(Command.GetRegionInfo, Payloads.RegionInfo(ServerUnderTest.SharedRegion, 80)).Dispose();
        client.Call(Command.Feature, Payloads.SetState(6)).Dispose();
    }

    // Frees come when the server sees the hang-up: the next client is answered after that.
    private static void WaitUntilFree(ServerUnderTest server, out int descriptors, out int mappings)
    {
        ByteClient.Open(server.Path).Dispose();
        ByteClient.Open(server.Path).Dispose();
        var clock = Stopwatch.StartNew();
        int before = int.MaxValue;
        while (true)
        {
            descriptors = ProcessCounts.Descriptors();
            mappings = ProcessCounts.GuestMappings();
            if ((descriptors >= before && mappings == 0) || clock.ElapsedMilliseconds > 5000)
                return;
            before = descriptors;
            Thread.Sleep(20);
        }
    }
}

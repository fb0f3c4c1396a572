using System;
using MigSdk.VfioUser.Benchmarks;
using Xunit;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>What a message costs the collector: nothing, once the server has its buffers.</summary>
[Collection(nameof(CountsProcessResources))]
public sealed class AllocationTests : IDisposable
{
    private const ulong Guest = 0x10_0000;
    private const int Messages = 2000;

    private readonly ServerUnderTest _server = ServerUnderTest.Start(flags: 1);
    private readonly Client _client;

    public AllocationTests() => _client = new Client(_server.Path);

    [Fact]
    public void Region_accesses_allocate_nothing()
    {
        AssertNothing(() => _client.ReadRegion(0, 0, 4));
        AssertNothing(() => _client.WriteRegion(0, 0, 7u));
        AssertNothing(() => _client.ReadRegion(ServerUnderTest.SharedRegion, 0, 4096));
        AssertNothing(() => _client.PostRegion(0, 0, 7u));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DMA_allocates_nothing(bool withFile)
    {
        _client.Map(Guest, 1 << 20, withFile);
        _client.WriteRegion(Contract.Region, Contract.DmaAddress, Guest);
        _client.WriteRegion(Contract.Region, Contract.DmaLength, 65_536u);
        AssertNothing(() => _client.WriteRegion(Contract.Region, Contract.Doorbell, Contract.ReadGuest));
        AssertNothing(() => _client.WriteRegion(Contract.Region, Contract.Doorbell, Contract.WriteGuest));
        _client.Unmap(Guest, 1 << 20);
    }

    [Fact]
    public void Migration_data_allocates_nothing()
    {
        _client.SetState(3);
        int bytes = 0;
        while (_client.ReadMigration(4096) is > 0 and int count)
            bytes += count;
        Assert.Equal(ServerUnderTest.FinalStreamBytes, bytes);
        AssertNothing(() => _client.ReadMigration(4096));
        _client.SetState(1);
        _client.SetState(4);
        int left = 3 * Messages;
        _client.WriteMigration(16);
        AssertNothing(() =>
        {
            if (left-- > 0)
                _client.WriteMigration(16);
        });
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    // The collector counts for the whole process, in which something else may run: the best of a few is the server's own.
    private static void AssertNothing(Action message)
    {
        for (int i = 0; i < Messages / 4; i++)
            message();
        double least = double.MaxValue;
        for (int round = 0; round < 5 && least >= 1; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Messages / 4; i++)
                message();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (Messages / 4.0));
        }

        Assert.InRange(least, 0, 1);
    }
}

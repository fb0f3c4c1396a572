using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Uapi.Tests;

/// <summary>The save and resume loops of the v1 protocol, for a driver with each feature set.</summary>
public sealed class V1MigrationTests
{
    private static readonly byte[][] Chunks = [[.. Enumerable.Repeat((byte)1, 300)], [2], [.. Enumerable.Repeat((byte)3, 1024)], [4, 4]];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_device_is_migrated_whatever_its_features_and_the_chunks_keep_their_sizes(int preCopyChunks)
    {
        await MigrateAsync(card => new Card1(card), preCopyChunks);
        await MigrateAsync(card => new Card3(card), preCopyChunks);
        await MigrateAsync(card => new Card5(card), preCopyChunks);
        await MigrateAsync(card => new Card7(card), preCopyChunks);
    }

    [Fact]
    public async Task A_device_is_migrated_without_pre_copy_as_well()
    {
        Card source = new(Chunks);
        V1Host<Card7> host = new(new V1MigrationRegion<Card7>(new Card7(source), 1024));
        await host.SetStateAsync(V1DeviceState.Saving);

        Assert.Equal([300, 1, 1024, 2], (await host.SaveAsync()).Select(chunk => chunk.Length));
        await host.SetStateAsync(V1DeviceState.Stop);
        await host.SetStateAsync(V1DeviceState.Running);
    }

    [Fact]
    public async Task A_chunk_that_is_larger_than_the_data_section_is_cut()
    {
        V1Host<Card1> host = new(new V1MigrationRegion<Card1>(new Card1(new Card(Chunks)), 1000));
        await host.SetStateAsync(V1DeviceState.Saving);

        Assert.Equal([300, 1, 1000, 24, 2], (await host.SaveAsync()).Select(chunk => chunk.Length));
    }

    [Fact]
    public async Task Pending_bytes_is_an_estimate_while_the_device_runs_and_0_when_it_is_drained()
    {
        V1Host<Card5> host = new(new V1MigrationRegion<Card5>(new Card5(new Card(Chunks) { PreCopyChunks = 1 })));
        await host.SetStateAsync(V1DeviceState.Running | V1DeviceState.Saving);

        Assert.Equal(300UL, await host.PendingBytesAsync());
        Assert.Equal(300UL, await host.PendingBytesAsync());
        Assert.Single(await host.SaveAsync());
        Assert.Equal(0UL, await host.PendingBytesAsync());
        Assert.Equal(0UL, await host.ReadAsync<ulong>(V1RegionHeader.DataSizeOffset));

        await host.SetStateAsync(V1DeviceState.Saving);
        Assert.Equal(3, (await host.SaveAsync()).Count);
    }

    [Fact]
    public async Task A_chunk_that_was_not_committed_is_not_lost_on_the_way_to_stop_and_copy()
    {
        V1Host<Card5> host = new(new V1MigrationRegion<Card5>(new Card5(new Card(Chunks) { PreCopyChunks = 2 })));
        await host.SetStateAsync(V1DeviceState.Running | V1DeviceState.Saving);
        Assert.NotEqual(0UL, await host.PendingBytesAsync());

        await host.SetStateAsync(V1DeviceState.Saving);

        Assert.Equal([300, 1, 1024, 2], (await host.SaveAsync()).Select(chunk => chunk.Length));
    }

    [Fact]
    public async Task A_second_migration_begins_anew()
    {
        Card card = new(Chunks);
        V1Host<Card1> host = new(new V1MigrationRegion<Card1>(new Card1(card)));
        await host.SetStateAsync(V1DeviceState.Saving);
        Assert.NotEqual(0UL, await host.PendingBytesAsync());
        await host.SetStateAsync(V1DeviceState.Running);
        Assert.Equal(0UL, await host.PendingBytesAsync());

        await host.SetStateAsync(V1DeviceState.Saving);
        Assert.Equal(4, (await host.SaveAsync()).Count);
    }

    private static async Task MigrateAsync<TDriver>(Func<Card, TDriver> create, int preCopyChunks)
        where TDriver : class, IMigrationDriver
    {
        Card from = new(Chunks) { PreCopyChunks = preCopyChunks };
        Card to = Card.Empty;
        V1Host<TDriver> source = new(new V1MigrationRegion<TDriver>(create(from), 1024));
        V1Host<TDriver> destination = new(new V1MigrationRegion<TDriver>(create(to), 1024));
        bool hasPreCopy = TDriver.Features.HasFlag(MigrationFeatures.PreCopy);

        Assert.Equal(V1DeviceState.Running, await source.GetStateAsync());
        await source.SetStateAsync(V1DeviceState.Running | V1DeviceState.Saving);
        Assert.Equal(V1DeviceState.Running | V1DeviceState.Saving, await source.GetStateAsync());
        List<byte[]> chunks = await source.SaveAsync();
        Assert.Equal(hasPreCopy ? preCopyChunks : 0, chunks.Count);
        await source.SetStateAsync(V1DeviceState.Saving);
        chunks.AddRange(await source.SaveAsync());
        await source.SetStateAsync(V1DeviceState.Stop);

        await destination.SetStateAsync(V1DeviceState.Resuming);
        await destination.ResumeAsync(chunks);
        await destination.SetStateAsync(V1DeviceState.Running);

        Assert.Equal(Chunks, chunks);
        Assert.Equal([300, 1, 1024, 2], to.WrittenSizes);
        Assert.Equal(from.State, to.State);
    }
}

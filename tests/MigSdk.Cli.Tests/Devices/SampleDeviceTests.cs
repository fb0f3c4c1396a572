using System;
using System.Buffers.Binary;
using System.Threading.Tasks;
using MigSdk.Cli.Demo;
using MigSdk.Uapi;
using MigSdk.VfioUser;
using Xunit;

namespace MigSdk.Cli.Tests;

/// <summary>The sample device as a client sees it, through its socket.</summary>
public sealed class SampleDeviceTests
{
    private const int Registers = 0;
    private const int Memory = 2;
    private const ulong GuestAddress = 0x10_0000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_copies_guest_memory_both_ways_and_tells_by_an_interrupt(bool isShared)
    {
        await using Served served = await Served.StartAsync("--size", "1");
        using VfioUserClient client = await VfioUserClient.ConnectAsync(served.Socket);
        using var guest = new ClientMemory(8192);
        using var done = new ClientInterrupt();
        using var worked = new ClientInterrupt();
        await client.MapDmaAsync(GuestAddress, guest, isShared: isShared);
        await client.SetInterruptsAsync((int)PciIrq.Msix, 0, [done, worked]);
        Assert.Equal(DemoDevice.Id, await ReadAsync(client, DemoRegister.Id));

        guest.Slice(0, 4096).Fill(0x5A);
        await TransferAsync(client, GuestAddress, length: 4096, offset: 0x2000, doorbell: 1);
        Assert.True(done.Wait(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, done.Take());
        byte[] copied = new byte[4096];
        await client.ReadRegionAsync(Memory, 0x2000, copied);
        Assert.All(copied, b => Assert.Equal(0x5A, b));

        await client.WriteRegionAsync(Memory, 0x2000, new byte[] { 1, 2, 3 });
        await TransferAsync(client, GuestAddress + 4096, length: 8, offset: 0x2000, doorbell: 2);
        Assert.True(done.Wait(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, done.Take());
        Assert.Equal([1, 2, 3, 0x5A, 0x5A, 0x5A, 0x5A, 0x5A], guest.Slice(4096, 8).ToArray());
        Assert.Equal((2UL, (ulong)DmaStatus.Done), (
            await ReadAsync(client, DemoRegister.Transfers), await ReadAsync(client, DemoRegister.DmaStatus)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transfer_that_is_in_flight_is_drained_and_one_that_comes_later_waits(bool isShared)
    {
        await using Served served = await Served.StartAsync("--features", "p2p", "--size", "1");
        using VfioUserClient client = await VfioUserClient.ConnectAsync(served.Socket);
        VfioUserBackend device = await VfioUserBackend.OpenAsync(client);
        using var guest = new ClientMemory(1 << 19);
        await client.MapDmaAsync(GuestAddress, guest, isShared: isShared);
        for (ulong round = 1; round <= 20; round++)
        {
            await TransferAsync(client, GuestAddress, length: 1 << 19, offset: 0, doorbell: 1);
            foreach (MigrationState state in (MigrationState[])[MigrationState.RunningP2P, MigrationState.Stop])
                await device.SetStateAsync(state).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
            ulong transfers = await ReadAsync(client, DemoRegister.Transfers);
            await Task.Delay(2);
            Assert.Equal(transfers, await ReadAsync(client, DemoRegister.Transfers));

            await device.SetStateAsync(MigrationState.Running);
            for (int i = 0; i < 1000 && await ReadAsync(client, DemoRegister.Transfers) < round; i++)
                await Task.Delay(5);
            Assert.Equal(round, await ReadAsync(client, DemoRegister.Transfers));
        }
    }

    [Fact]
    public async Task What_a_guest_has_left_in_it_is_at_the_destination_after_a_migration()
    {
        await using Served source = await Served.StartAsync("--size", "1");
        await using Served destination = await Served.StartAsync("--size", "1");
        byte[] written = new byte[1 << 20];
        Random.Shared.NextBytes(written);
        using (VfioUserClient client = await VfioUserClient.ConnectAsync(source.Socket))
        {
            await client.WriteRegionAsync(Memory, 0, written);
            await WriteAsync(client, DemoRegister.Scratch1, 0x1234_5678_9ABC_DEF0);
            // Bus mastering and memory space, in the command register.
            await client.WriteRegionAsync((int)PciRegion.Config, 4, new byte[] { 6, 0 });
        }

        await Mig.OutputOfAsync("migrate", source.Socket, destination.Socket);

        using VfioUserClient there = await VfioUserClient.ConnectAsync(destination.Socket);
        byte[] arrived = new byte[written.Length];
        await there.ReadRegionAsync(Memory, 0, arrived);
        Assert.True(written.AsSpan().SequenceEqual(arrived));
        Assert.Equal(0x1234_5678_9ABC_DEF0UL, await ReadAsync(there, DemoRegister.Scratch1));
        byte[] command = new byte[2];
        await there.ReadRegionAsync((int)PciRegion.Config, 4, command);
        Assert.Equal(6, command[0]);
    }

    private static async Task TransferAsync(VfioUserClient client, ulong address, ulong length, ulong offset, ulong doorbell)
    {
        await WriteAsync(client, DemoRegister.DmaAddress, address);
        await WriteAsync(client, DemoRegister.DmaLength, length);
        await WriteAsync(client, DemoRegister.DmaOffset, offset);
        await WriteAsync(client, DemoRegister.Doorbell, doorbell);
    }

    private static async Task<ulong> ReadAsync(VfioUserClient client, DemoRegister register)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        await client.ReadRegionAsync(Registers, (int)register * sizeof(ulong), bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private static async Task WriteAsync(VfioUserClient client, DemoRegister register, ulong value)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        await client.WriteRegionAsync(Registers, (int)register * sizeof(ulong), bytes);
    }
}

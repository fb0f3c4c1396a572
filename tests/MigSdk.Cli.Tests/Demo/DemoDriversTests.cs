using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Cli.Demo;
using MigSdk.Host;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Cli.Tests;

public sealed class DemoDriversTests
{
    private static readonly DemoOptions Small = new(1 << 20, 64 << 20);

    public static TheoryData<MigrationFeatures> Features =>
    [
        MigrationFeatures.StopCopy,
        MigrationFeatures.StopCopy | MigrationFeatures.P2P,
        MigrationFeatures.StopCopy | MigrationFeatures.PreCopy,
        MigrationFeatures.StopCopy | MigrationFeatures.P2P | MigrationFeatures.PreCopy,
    ];

    [Theory]
    [MemberData(nameof(Features))]
    public async Task A_working_device_is_migrated_there_and_back_without_a_difference(MigrationFeatures features)
    {
        using var first = new DemoDevice(Small);
        using var second = new DemoDevice(Small);
        IMigrationBackend here = BackendOf(features, first);
        IMigrationBackend there = BackendOf(features, second);
        Assert.Equal(features, here.Features);
        first.Write(DemoRegister.Seed, 42);
        first.Write(DemoRegister.Control, 1);
        first.Write(DemoRegister.Scratch1, 0xDEAD_BEEF);
        await UntilAsync(() => first.Read(DemoRegister.Items) > 300);

        foreach ((DemoDevice from, IMigrationBackend source, DemoDevice to, IMigrationBackend destination) in
            new[] { (first, here, second, there), (second, there, first, here) })
        {
            string? taken = null;
            var options = new LiveMigrationOptions { DowntimeTarget = TimeSpan.FromMilliseconds(50) };
            await LiveMigration.RunAsync(source, new Watched(destination, () => taken ??= to.ComputeHash()), options);

            Assert.Equal(from.ComputeHash(), taken);
            Assert.Equal(0xDEAD_BEEFUL, to.Read(DemoRegister.Scratch1));
            ulong items = from.Read(DemoRegister.Items);
            await UntilAsync(() => to.Read(DemoRegister.Items) > items + 100);
            Assert.Equal(items, from.Read(DemoRegister.Items));
            await source.ResetAsync();
        }
    }

    [Fact]
    public async Task A_transfer_waits_while_the_device_may_not_begin_DMA()
    {
        using var device = new DemoDevice(Small);
        var bus = new Bus();
        device.Connect(bus);
        IMigrationBackend driver = BackendOf(MigrationFeatures.P2P, device);
        bus.Memory.AsSpan(16, 8).Fill(0xAB);
        foreach (MigrationState state in (MigrationState[])[RunningP2P, Stop])
        {
            await driver.SetStateAsync(state);
            Transfer(device, address: 16, length: 8, offset: 4096, doorbell: 1);
            await Task.Delay(20);
            Assert.Equal((ulong)DmaStatus.Pending, device.Read(DemoRegister.DmaStatus));
        }

        await driver.SetStateAsync(Running);
        await UntilAsync(() => device.Read(DemoRegister.DmaStatus) == (ulong)DmaStatus.Done);
        byte[] copied = new byte[8];
        device.ReadMemory(4096, copied);
        Assert.All(copied, b => Assert.Equal(0xAB, b));
        Assert.Equal([DemoDevice.TransferVector], bus.Interrupts);
    }

    [Fact]
    public async Task A_transfer_that_leads_out_of_a_memory_is_a_fault()
    {
        using var device = new DemoDevice(Small);
        device.Connect(new Bus());
        foreach ((ulong address, ulong length, ulong offset) in
            new[] { (9000UL, 8UL, 0UL), (0UL, ulong.MaxValue, 0UL), (0UL, 8UL, ulong.MaxValue), (0UL, 8UL, (1UL << 20) - 4) })
        {
            ulong before = device.Read(DemoRegister.Transfers);
            Transfer(device, address, length, offset, doorbell: 2);
            await UntilAsync(() => device.Read(DemoRegister.Transfers) == before + 1);
            Assert.Equal((ulong)DmaStatus.Fault, device.Read(DemoRegister.DmaStatus));
        }
    }

    [Fact]
    public async Task A_stream_that_differs_in_a_byte_or_ends_early_is_refused_and_nothing_of_it_is_applied()
    {
        using var source = new DemoDevice(new DemoOptions(8192, 0));
        source.Write(DemoRegister.Scratch0, 7);
        source.WriteMemory(100, [1, 2, 3]);
        byte[] stream = await SaveAsync(BackendOf(MigrationFeatures.StopCopy, source));

        await ResumeAsync(stream);
        var random = new Random(11);
        for (int i = 0; i < 200; i++)
        {
            byte[] bad = [.. stream];
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Equal(Errno.EINVAL, (await Assert.ThrowsAnyAsync<MigrationException>(() => ResumeAsync(bad))).Errno);
            byte[] cut = stream[..random.Next(stream.Length)];
            Assert.Equal(Errno.EINVAL, (await Assert.ThrowsAnyAsync<MigrationException>(() => ResumeAsync(cut))).Errno);
        }

        byte[] longer = [.. stream, 0];
        Assert.Equal(Errno.EINVAL, (await Assert.ThrowsAnyAsync<MigrationException>(() => ResumeAsync(longer))).Errno);

        async Task ResumeAsync(byte[] bytes)
        {
            using var destination = new DemoDevice(new DemoOptions(8192, 0));
            IMigrationBackend driver = BackendOf(MigrationFeatures.StopCopy, destination);
            string before = destination.ComputeHash();
            var session = (IResumingStream)(await driver.SetStateAsync(Resuming))!;
            try
            {
                await session.WriteAsync(bytes);
                await driver.SetStateAsync(Stop);
            }
            catch (MigrationException)
            {
                Assert.Equal(before, destination.ComputeHash());
                throw;
            }

            Assert.Equal(source.ComputeHash(), destination.ComputeHash());
        }
    }

    private static async Task<byte[]> SaveAsync(IMigrationBackend device)
    {
        var stream = (ISavingStream)(await device.SetStateAsync(StopCopy))!;
        var bytes = new List<byte>();
        byte[] buffer = new byte[1000];
        while (await stream.ReadAsync(buffer) is { Outcome: ReadOutcome.Bytes } read)
            bytes.AddRange(buffer[..read.Count]);
        return [.. bytes];
    }

    private static void Transfer(DemoDevice device, ulong address, ulong length, ulong offset, ulong doorbell)
    {
        device.Write(DemoRegister.DmaAddress, address);
        device.Write(DemoRegister.DmaLength, length);
        device.Write(DemoRegister.DmaOffset, offset);
        device.Write(DemoRegister.Doorbell, doorbell);
    }

    private static IMigrationBackend BackendOf(MigrationFeatures features, DemoDevice device) =>
        DemoDrivers.Create(features, device) switch
        {
            StopCopyDemo driver => InProcessBackend.For(driver),
            P2PDemo driver => InProcessBackend.For(driver),
            PreCopyDemo driver => InProcessBackend.For(driver),
            FullDemo driver => InProcessBackend.For(driver),
            _ => throw new InvalidOperationException(),
        };

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 1000 && !condition(); i++)
            await Task.Delay(10);
        Assert.True(condition());
    }

    // Sees the destination after it has taken the state over and before it works on it.
    private sealed class Watched(IMigrationBackend device, Action beforeRunning) : IMigrationBackend
    {
        public MigrationFeatures Features => device.Features;

        public TransitionSet<MigrationState> SupportedTransitions => device.SupportedTransitions;

        public ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) => device.GetStateAsync(cancel);

        public ValueTask ResetAsync(CancellationToken cancel = default) => device.ResetAsync(cancel);

        public ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) =>
            device.GetStopCopyLengthAsync(cancel);

        public async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
        {
            if (target is Running or RunningP2P && await device.GetStateAsync(cancel) == Resuming)
            {
                await device.SetStateAsync(Stop, cancel);
                beforeRunning();
            }

            return await device.SetStateAsync(target, cancel);
        }
    }

    private sealed class Bus : IDemoBus
    {
        internal byte[] Memory { get; } = new byte[4096];

        internal List<int> Interrupts { get; } = [];

        public bool TryRead(ulong address, Span<byte> destination)
        {
            if (address > 4096 || address + (ulong)destination.Length > 4096)
                return false;
            Memory.AsSpan((int)address, destination.Length).CopyTo(destination);
            return true;
        }

        public bool TryWrite(ulong address, ReadOnlySpan<byte> source)
        {
            if (address > 4096 || address + (ulong)source.Length > 4096)
                return false;
            source.CopyTo(Memory.AsSpan((int)address));
            return true;
        }

        public void Interrupt(int vector) => Interrupts.Add(vector);

        public byte[] SaveConfiguration() => [];

        public void LoadConfiguration(ReadOnlySpan<byte> saved)
        {
        }
    }
}

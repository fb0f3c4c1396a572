using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace Samples.DmaCopy;

/// <summary>Shows, without a guest, that the engine copies, and that a copy goes on where a migration interrupted it.</summary>
internal sealed class Demonstration
{
    private const int HalfBytes = 16 << 20;
    private const uint StartWithInterrupt = (uint)(DmaControl.Start | DmaControl.InterruptEnable);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private bool _isShown = true;

    /// <summary>Runs it and prints what was found.</summary>
    /// <returns>Whether everything was as it must be.</returns>
    internal async Task<bool> RunAsync()
    {
        await ShowCopyAsync();
        await ShowMigrationAsync();
        await ShowRefusalsAsync();
        return _isShown;
    }

    private async Task ShowCopyAsync()
    {
        var memory = new ArrayMemory(new byte[2 * HalfBytes]);
        memory.Fill(HalfBytes);
        var vectors = new List<int>();
        var engine = new DmaEngine(memory, vectors.Add);

        Start(engine, 0, HalfBytes, HalfBytes - 1);
        await EndAsync(engine);
        bool isCopied = memory.Equal(0, HalfBytes, HalfBytes - 1) && !memory.Equal(HalfBytes - 1, 2 * HalfBytes - 1, 1);
        Claim(
            "memory is copied to the byte, and the end interrupts by its vector",
            isCopied && engine.State.Status == DmaStatus.Done && vectors is [DmaEngine.DoneVector],
            $"{engine.State.Copied} bytes, vectors [{string.Join(", ", vectors)}]");

        Start(engine, HalfBytes, 2 * HalfBytes - DmaEngine.ChunkBytes, 2 * DmaEngine.ChunkBytes);
        await EndAsync(engine);
        Claim(
            "memory that is not there fails the copy, and the registers say how far it came",
            engine.State is { Status: DmaStatus.Failed, Copied: DmaEngine.ChunkBytes } && vectors[^1] == DmaEngine.FailedVector,
            $"{engine.State.Copied} bytes, vectors [{string.Join(", ", vectors)}]");
    }

    private async Task ShowMigrationAsync()
    {
        // The guest's memory is migrated by the host; to both engines it is the same.
        byte[] bytes = new byte[2 * HalfBytes];
        var memory = new ArrayMemory(bytes) { Delay = TimeSpan.FromMilliseconds(2) };
        memory.Fill(HalfBytes);
        var sourceVectors = new List<int>();
        var destinationVectors = new List<int>();
        var sourceDevice = new DmaDevice(memory, sourceVectors.Add);
        var destinationDevice = new DmaDevice(new ArrayMemory(bytes), destinationVectors.Add);
        (DmaEngine source, DmaEngine destination) = (sourceDevice.Engine, destinationDevice.Engine);

        Start(source, 0, HalfBytes, HalfBytes);
        await UntilAsync(() => source.State.Copied >= HalfBytes / 4);
        await LiveMigration.RunAsync(
            InProcessBackend.For(sourceDevice.Driver), InProcessBackend.For(destinationDevice.Driver));
        DmaState stopped = source.State;
        int copies = memory.Copies;
        await EndAsync(destination);
        Claim(
            "the destination copies on where the source stopped, and nothing is missing",
            stopped.IsBusy && memory.Equal(0, HalfBytes, HalfBytes) && destination.State.Status == DmaStatus.Done,
            $"{stopped.Copied} bytes by the source, {destination.State.Copied - stopped.Copied} by the destination");
        Claim(
            "the end of the copy interrupts once, at the destination",
            sourceVectors is [] && destinationVectors is [DmaEngine.DoneVector],
            $"source [{string.Join(", ", sourceVectors)}], destination [{string.Join(", ", destinationVectors)}]");

        source.Write(DmaRegister.Status, uint.MaxValue);
        Claim(
            "the source does no more DMA and keeps its state",
            source.State == stopped && memory.Copies == copies,
            $"{copies} chunks before the migration's end, {memory.Copies - copies} after it");
    }

    private async Task ShowRefusalsAsync()
    {
        var busy = new DmaState(0x1000, 0x2000, 0x3000, 0x800, DmaStatus.Busy, true);
        var device = new DmaDevice();
        byte[] configuration = device.Pci.SaveConfiguration();
        byte[] good = DmaStateStream.Write(busy, configuration);
        byte[] impossible = DmaStateStream.Write(busy with { Copied = busy.Length + 1 }, configuration);
        IEnumerable<byte[]> flipped = Enumerable.Range(0, good.Length * 8).Select(bit => Flip(good, bit));
        IEnumerable<byte[]> cut = Enumerable.Range(0, good.Length).Select(length => good[..length]);
        byte[][] wrong = [.. flipped, .. cut, [.. good, 0], impossible];

        int refused = 0;
        foreach (byte[] stream in wrong)
            refused += await IsRefusedAsync(device.Driver, stream) && device.Engine.State == default ? 1 : 0;
        Claim(
            "every stream with a flipped bit, cut short, too long or impossible is refused, and nothing of it is applied",
            refused == wrong.Length && !await IsRefusedAsync(device.Driver, good),
            $"{refused} of {wrong.Length}");
    }

    private static async Task<bool> IsRefusedAsync(DmaDriver driver, byte[] stream)
    {
        var session = (ResumingSession)(await driver.SetStateAsync(Resuming))!;
        try
        {
            await session.WriteAsync(stream);
            await driver.SetStateAsync(Stop);
            return false;
        }
        catch (MigrationException refusal) when (refusal.Errno is Errno.EINVAL or Errno.E2BIG)
        {
            return true;
        }
        finally
        {
            await driver.ResetAsync();
        }
    }

    private static byte[] Flip(byte[] good, int bit)
    {
        byte[] bad = [.. good];
        bad[bit / 8] ^= (byte)(1 << (bit % 8));
        return bad;
    }

    private static void Start(DmaEngine engine, ulong source, ulong destination, ulong length)
    {
        engine.Write(DmaRegister.Source, source);
        engine.Write(DmaRegister.Destination, destination);
        engine.Write(DmaRegister.Length, length);
        engine.Write(DmaRegister.Control, StartWithInterrupt);
    }

    private static Task EndAsync(DmaEngine engine) => UntilAsync(() => !engine.State.IsBusy);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(1), limit.Token);
    }

    private void Claim(string text, bool holds, string evidence)
    {
        _isShown &= holds;
        Console.WriteLine($"{(holds ? "shown " : "FAILED")}  {text}: {evidence}");
    }

    /// <summary>A memory of its own, to copy in.</summary>
    private sealed class ArrayMemory(byte[] bytes) : IBusMemory
    {
        private int _copies;

        /// <summary>How long a chunk takes.</summary>
        internal TimeSpan Delay { get; init; }

        internal int Copies => Volatile.Read(ref _copies);

        internal void Fill(int length) => Random.Shared.NextBytes(bytes.AsSpan(0, length));

        internal bool Equal(int a, int b, int length) =>
            bytes.AsSpan(a, length).SequenceEqual(bytes.AsSpan(b, length));

        public void Copy(ulong source, ulong destination, int length)
        {
            Interlocked.Increment(ref _copies);
            Thread.Sleep(Delay);
            At(source, length).CopyTo(At(destination, length));
        }

        private Span<byte> At(ulong address, int length)
        {
            return address <= (ulong)bytes.Length && (ulong)length <= (ulong)bytes.Length - address
                ? bytes.AsSpan((int)address, length)
                : throw new MigrationException(Errno.EFAULT, $"There is no memory at 0x{address:x}.");
        }
    }
}

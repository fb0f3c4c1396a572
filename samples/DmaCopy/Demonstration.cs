using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.Host;
using MigSdk.VfioUser;
using static MigSdk.MigrationState;

namespace Samples.DmaCopy;

/// <summary>
/// Shows, without a guest, that the engine copies, and that a copy goes on where a migration interrupted it.
/// </summary>
internal sealed class Demonstration
{
    private const int Bytes = 64 << 20;
    private const int Attempts = 10;

    // Where the engine finds the guest's memory: shared by its descriptor, and a second one that is reached by messages.
    private const ulong Shared = 0x1_0000_0000;
    private const ulong Unshared = 0x2_0000_0000;

    private bool _isShown = true;

    /// <summary>Runs it and prints what was found.</summary>
    /// <returns>Whether everything was as it must be.</returns>
    internal async Task<bool> RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dma-copy-");
        try
        {
            await using AttachedEngine source = await AttachedEngine.CreateAsync(folder);
            await using AttachedEngine destination = await AttachedEngine.CreateAsync(folder);
            using var shared = new ClientMemory(2 * Bytes);
            using var unshared = new ClientMemory(Bytes);
            Random.Shared.NextBytes(shared.Slice(0, Bytes));
            Random.Shared.NextBytes(unshared.Slice(0, Bytes));
            // To a guest it is one memory, whichever host it is on. Here the hosts need not move it.
            foreach (AttachedEngine engine in (AttachedEngine[])[source, destination])
            {
                await engine.Client.MapDmaAsync(Shared, shared);
                await engine.Client.MapDmaAsync(Unshared, unshared, DmaAccessRights.Read, isShared: false);
            }

            await ShowCopyAsync(source, shared);
            await ShowMigrationAsync(source, destination, shared, unshared);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await ShowRefusalsAsync();
        return _isShown;
    }

    private async Task ShowCopyAsync(AttachedEngine guest, ClientMemory memory)
    {
        await guest.StartAsync(Shared, Shared + Bytes, Bytes);
        bool isInterrupted = await guest.IsInterruptedAsync(DmaEngine.FailedVector);
        Claim(
            "no DMA before the guest has made the engine a bus master",
            isInterrupted && memory.Slice(Bytes, Bytes).IndexOfAnyExcept((byte)0) < 0,
            $"{await guest.ReadAsync(DmaRegister.Copied)} bytes copied, vector {DmaEngine.FailedVector}");

        await guest.EnableAsync();
        await guest.StartAsync(Shared, Shared + Bytes, Bytes - 1);
        isInterrupted = await guest.IsInterruptedAsync(DmaEngine.DoneVector);
        Span<byte> copy = memory.Slice(Bytes, Bytes);
        Claim(
            "the guest's memory is copied to the byte through its descriptor, and the end interrupts by its vector",
            isInterrupted && copy[..^1].SequenceEqual(memory.Slice(0, Bytes - 1)) && copy[^1] == 0,
            $"{guest.Device.Engine.State.Copied} bytes, vector {DmaEngine.DoneVector}");

        const ulong BeforeTheEnd = Shared + (2 * Bytes) - DmaEngine.ChunkBytes;
        await guest.StartAsync(Shared, BeforeTheEnd, 2 * DmaEngine.ChunkBytes);
        isInterrupted = await guest.IsInterruptedAsync(DmaEngine.FailedVector);
        ulong copied = await guest.ReadAsync(DmaRegister.Copied);
        Claim(
            "memory that is not there fails the copy, and the registers say how far it came",
            isInterrupted && copied == DmaEngine.ChunkBytes,
            $"{copied} bytes, vector {DmaEngine.FailedVector}");
    }

    private async Task ShowMigrationAsync(
        AttachedEngine source, AttachedEngine destination, ClientMemory shared, ClientMemory unshared)
    {
        // A machine that is busy with something else may have the copy done before the source stops. Then once more.
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            await MigrateInCopyAsync(source, destination, shared);
            if (source.Device.Engine.State.IsBusy)
                break;
            await source.StartOverAsync();
            await destination.StartOverAsync();
        }

        DmaState stopped = source.Device.Engine.State;
        bool isInterrupted = await destination.IsInterruptedAsync(DmaEngine.DoneVector);
        ulong copied = await destination.ReadAsync(DmaRegister.Copied);
        Claim(
            "migrated from socket to socket, the destination copies on where the source stopped, and nothing is missing",
            stopped is { IsBusy: true, Copied: > 0 }
                && copied == Bytes
                && shared.Slice(Bytes, Bytes).SequenceEqual(unshared.Slice(0, Bytes)),
            $"{stopped.Copied} bytes by the source, {copied - stopped.Copied} by the destination");
        Claim(
            "the end of the copy interrupts once, at the destination",
            isInterrupted && source.Take(DmaEngine.DoneVector) == 0 && destination.Take(DmaEngine.DoneVector) == 0,
            $"vector {DmaEngine.DoneVector}");

        await source.WriteAsync(DmaRegister.Control, (ulong)DmaControl.Abort);
        Claim("the source stands still", source.Device.Engine.State == stopped, $"{source.Device.Engine.State.Copied} bytes");
    }

    private static async Task MigrateInCopyAsync(AttachedEngine source, AttachedEngine destination, ClientMemory shared)
    {
        // By messages, which is slow enough to be met in the middle.
        shared.Slice(Bytes, Bytes).Clear();
        var options = new LiveMigrationOptions
        {
            OnSourceStopping = async _ =>
            {
                await source.StartAsync(Unshared, Shared + Bytes, Bytes);
                while (await source.ReadAsync(DmaRegister.Copied) == 0)
                    await Task.Yield();
            },
        };
        await LiveMigration.RunAsync(source.Backend, destination.Backend, options);
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

    private void Claim(string text, bool holds, string evidence)
    {
        _isShown &= holds;
        Console.WriteLine($"{(holds ? "shown " : "FAILED")}  {text}: {evidence}");
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace Samples.PciIdio16;

/// <summary>
/// Shows, without a guest, that the card does what its driver expects and that nothing of it is lost on the way.
/// </summary>
internal sealed class Demonstration
{
    private bool _isShown = true;

    /// <summary>Runs it and prints what was found.</summary>
    /// <returns>Whether everything was as it must be.</returns>
    internal async Task<bool> RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pci-idio-16-");
        try
        {
            await using AttachedCard source = await AttachedCard.CreateAsync(folder);
            await using AttachedCard destination = await AttachedCard.CreateAsync(folder);
            await ShowRegistersAsync(source);
            await ShowMigrationAsync(source, destination);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await ShowRefusalsAsync();
        return _isShown;
    }

    // In the order of the Linux driver.
    private async Task ShowRegistersAsync(AttachedCard guest)
    {
        IdioCard card = guest.Device.Card;
        await guest.WriteAsync(IdioRegister.InterruptControl, 0);
        await guest.WriteAsync(IdioRegister.FilterControl, 0);
        await guest.WriteAsync(IdioRegister.OutputsLow, 0x5A);
        await guest.WriteAsync(IdioRegister.OutputsHigh, 0xA5);
        Claim("the outputs are what the guest has written", card.State.Outputs == 0xA55A, $"0x{card.State.Outputs:x4}");

        await guest.ConnectInterruptAsync();
        card.DriveInputs(0x0001);
        byte status = await guest.ReadAsync(IdioRegister.InterruptStatus);
        Claim(
            "no interrupt while it is disabled",
            !guest.Device.Pci.InterruptPin.IsRaised && status == 0,
            $"status 0x{status:x2}");

        await guest.WriteAsync(IdioRegister.InputsLow, 0);
        await guest.ReadAsync(IdioRegister.InterruptControl);
        card.DriveInputs(0x8001);
        bool isInterrupted = await guest.IsInterruptedAsync();
        status = await guest.ReadAsync(IdioRegister.InterruptStatus);
        byte high = await guest.ReadAsync(IdioRegister.InputsHigh);
        byte low = await guest.ReadAsync(IdioRegister.InputsLow);
        Claim(
            "a change of an input interrupts, and the status says in which half",
            isInterrupted && (status, high, low) == (0b110, 0x80, 0x01),
            $"inputs 0x{high:x2}{low:x2}, status 0x{status:x2}");

        await guest.WriteAsync(IdioRegister.InputsLow, 0);
        status = await guest.ReadAsync(IdioRegister.InterruptStatus);
        Claim("the interrupt is cleared", !guest.Device.Pci.InterruptPin.IsRaised && status == 0, $"status 0x{status:x2}");
    }

    private async Task ShowMigrationAsync(AttachedCard source, AttachedCard destination)
    {
        await source.WriteInterruptLineAsync(11);
        await source.WriteAsync(IdioRegister.OutputsLow, 0x3C);
        source.Device.Card.DriveInputs(0x8011);
        IdioState atSource = source.Device.Card.State;

        // The destination's lines are wired to the same field, and one of them changes while the guest stands still.
        destination.Device.Card.DriveInputs(0x8111);
        LiveMigrationResult result = await LiveMigration.RunAsync(source.Backend, destination.Backend);
        byte line = await destination.ReadInterruptLineAsync();
        Claim(
            "outputs, pending interrupt and configuration space are carried over from socket to socket",
            destination.Device.Card.State == atSource.See(0x8111) && atSource.IsInterrupting && line == 11,
            $"{result.BytesTransferred} bytes, outputs 0x{destination.Device.Card.State.Outputs:x4}, interrupt line {line}");

        byte status = await destination.ReadAsync(IdioRegister.InterruptStatus);
        Claim("a change of an input during the migration is not lost", status == 0b111, $"status 0x{status:x2}");

        await destination.ConnectInterruptAsync();
        Claim("the pending interrupt reaches the guest at the destination", await destination.IsInterruptedAsync(), "INTx");

        source.Device.Card.DriveInputs(0xFFFF);
        await source.WriteAsync(IdioRegister.OutputsLow, 0xFF);
        Claim(
            "the source stands still",
            source.Device.Card.State == atSource,
            $"outputs 0x{source.Device.Card.State.Outputs:x4}");
    }

    private async Task ShowRefusalsAsync()
    {
        var device = new IdioDevice();
        byte[] good = IdioStateStream.Write(
            new IdioState(0x1234, 0x5678, InputChanges.High, true, false), device.Pci.SaveConfiguration());
        IEnumerable<byte[]> flipped = Enumerable.Range(0, good.Length * 8).Select(bit => Flip(good, bit));
        IEnumerable<byte[]> cut = Enumerable.Range(0, good.Length).Select(length => good[..length]);
        byte[][] wrong = [.. flipped, .. cut, [.. good, 0]];

        int refused = 0;
        foreach (byte[] stream in wrong)
            refused += await IsRefusedAsync(device.Driver, stream) && device.Card.State == IdioState.PowerOn ? 1 : 0;
        Claim(
            "every stream with a flipped bit, cut short or too long is refused, and nothing of it is applied",
            refused == wrong.Length && !await IsRefusedAsync(device.Driver, good),
            $"{refused} of {wrong.Length}");
    }

    private static async Task<bool> IsRefusedAsync(IdioDriver driver, byte[] stream)
    {
        var session = (ResumingSession)driver.SetState(Resuming)!;
        try
        {
            await session.WriteAsync(stream);
            driver.SetState(Stop);
            return false;
        }
        catch (MigrationException refusal) when (refusal.Errno is Errno.EINVAL or Errno.E2BIG)
        {
            return true;
        }
        finally
        {
            driver.Reset();
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

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace Samples.PciIdio16;

/// <summary>Shows, without a guest, that the card does what its driver expects and that nothing of it is lost on the way.</summary>
internal sealed class Demonstration
{
    private bool _isShown = true;

    /// <summary>Runs it and prints what was found.</summary>
    /// <returns>Whether everything was as it must be.</returns>
    internal async Task<bool> RunAsync()
    {
        ShowRegisters();
        await ShowMigrationAsync();
        await ShowRefusalsAsync();
        return _isShown;
    }

    // In the order of the Linux driver.
    private void ShowRegisters()
    {
        var levels = new List<bool>();
        var card = new IdioCard(levels.Add);

        card.Write(IdioRegister.InterruptControl, 0);
        card.Write(IdioRegister.FilterControl, 0);
        card.Write(IdioRegister.OutputsLow, 0x5A);
        card.Write(IdioRegister.OutputsHigh, 0xA5);
        Claim("the outputs are what was written", card.State.Outputs == 0xA55A, $"0x{card.State.Outputs:x4}");

        card.DriveInputs(0x0001);
        Claim("no interrupt while it is disabled", levels.Count == 0, $"status 0x{Status(card):x2}");

        card.Write(IdioRegister.InputsLow, 0);
        card.Read(IdioRegister.InterruptControl);
        card.DriveInputs(0x8001);
        Claim(
            "a change of an input interrupts, and the status says in which half",
            levels.SequenceEqual([true]) && Status(card) == 0b110,
            $"inputs 0x{card.Read(IdioRegister.InputsHigh):x2}{card.Read(IdioRegister.InputsLow):x2}, status 0x{Status(card):x2}");

        card.Write(IdioRegister.InputsLow, 0);
        Claim("the interrupt is cleared", levels.SequenceEqual([true, false]) && Status(card) == 0, $"status 0x{Status(card):x2}");
    }

    private async Task ShowMigrationAsync()
    {
        var sourceDevice = new IdioDevice();
        var destinationDevice = new IdioDevice();
        (IdioCard source, IdioCard destination) = (sourceDevice.Card, destinationDevice.Card);
        source.Read(IdioRegister.InterruptControl);
        source.Write(IdioRegister.OutputsLow, 0x3C);
        source.DriveInputs(0x0010);
        IdioState atSource = source.State;

        // The destination's lines are wired to the same field, and one of them changes while the guest stands still.
        destination.DriveInputs(0x0110);
        LiveMigrationResult result = await LiveMigration.RunAsync(
            InProcessBackend.For(sourceDevice.Driver), InProcessBackend.For(destinationDevice.Driver));
        Claim(
            "outputs, enabled interrupt and pending interrupt are carried over",
            destination.State == atSource.See(0x0110) && destinationDevice.Pci.InterruptPin.IsRaised,
            $"{result.BytesTransferred} bytes; {destination.State}");
        Claim(
            "a change of an input during the migration is not lost",
            Status(destination) == 0b111 && Status(source) == 0b101,
            $"status 0x{Status(source):x2} at the source, 0x{Status(destination):x2} at the destination");

        source.Write(IdioRegister.OutputsLow, 0xFF);
        source.DriveInputs(0xFFFF);
        Claim("the source stands still", source.State == atSource, $"{source.State}");
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

    private static byte Status(IdioCard card) => card.Read(IdioRegister.InterruptStatus);

    private void Claim(string text, bool holds, string evidence)
    {
        _isShown &= holds;
        Console.WriteLine($"{(holds ? "shown " : "FAILED")}  {text}: {evidence}");
    }
}

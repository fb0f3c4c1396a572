using System;

namespace Samples.PciIdio16;

/// <summary>Everything that the card remembers. What happens to it are pure functions from one state to the next.</summary>
/// <param name="Outputs">The sixteen outputs, output 0 in bit 0.</param>
/// <param name="Inputs">The sixteen inputs as the card last saw them.</param>
/// <param name="Changes">Which inputs have changed since the interrupt was last cleared.</param>
/// <param name="IsInterruptEnabled">Whether a change of an input is noted, and interrupts.</param>
/// <param name="AreFiltersActive">Whether the inputs are filtered. The model's lines do not bounce.</param>
public readonly record struct IdioState(
    ushort Outputs, ushort Inputs, InputChanges Changes, bool IsInterruptEnabled, bool AreFiltersActive)
{
    private const int HalfBits = 8;
    private const byte InterruptBit = 0b100;

    /// <summary>
    /// What a card has after power-on and reset. The filters are on, so a driver that needs them off must say so.
    /// </summary>
    public static IdioState PowerOn { get; } = new(0, 0, InputChanges.None, false, true);

    /// <summary>Whether the card pulls its interrupt line.</summary>
    public bool IsInterrupting => IsInterruptEnabled && Changes != InputChanges.None;

    /// <summary>What the guest gets when it reads a register, and what the read does.</summary>
    /// <param name="register">The register; one that is not there reads as ones.</param>
    /// <returns>The value, and the state after the read.</returns>
    public (byte Value, IdioState Next) Read(IdioRegister register) => register switch
    {
        IdioRegister.OutputsLow => ((byte)Outputs, this),
        IdioRegister.OutputsHigh => ((byte)(Outputs >> HalfBits), this),
        IdioRegister.InputsLow => ((byte)Inputs, this),
        IdioRegister.InputsHigh => ((byte)(Inputs >> HalfBits), this),
        IdioRegister.InterruptStatus => (Status, this),
        IdioRegister.InterruptControl => (0, this with { IsInterruptEnabled = true }),
        IdioRegister.FilterControl => (0, this with { AreFiltersActive = true }),
        _ => (byte.MaxValue, this),
    };

    /// <summary>What it does when the guest writes a register.</summary>
    /// <param name="register">The register; one that is not there or is read only takes nothing.</param>
    /// <param name="value">The value.</param>
    /// <returns>The state after the write.</returns>
    public IdioState Write(IdioRegister register, byte value) => register switch
    {
        IdioRegister.OutputsLow => this with { Outputs = (ushort)((Outputs & 0xFF00) | value) },
        IdioRegister.OutputsHigh => this with { Outputs = (ushort)((Outputs & 0x00FF) | (value << HalfBits)) },
        IdioRegister.InputsLow => this with { Changes = InputChanges.None },
        IdioRegister.InterruptControl => this with { IsInterruptEnabled = false },
        IdioRegister.FilterControl => this with { AreFiltersActive = false },
        _ => this,
    };

    /// <summary>What it does when the card looks at its input lines.</summary>
    /// <param name="lines">The lines as the field drives them.</param>
    /// <returns>The state after it.</returns>
    public IdioState See(ushort lines)
    {
        int changed = Inputs ^ lines;
        InputChanges changes = InputChanges.None;
        if (IsInterruptEnabled && (changed & 0x00FF) != 0)
            changes |= InputChanges.Low;
        if (IsInterruptEnabled && (changed & 0xFF00) != 0)
            changes |= InputChanges.High;
        return this with { Inputs = lines, Changes = Changes | changes };
    }

    private byte Status => (byte)((byte)Changes | (Changes != InputChanges.None ? InterruptBit : 0));
}

/// <summary>Which half of the inputs has changed, as the low bits of the interrupt status show it.</summary>
[Flags]
public enum InputChanges : byte
{
    None = 0,
    Low = 1,
    High = 2,
}

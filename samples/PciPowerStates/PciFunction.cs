using System;

namespace Samples.PciPowerStates;

/// <summary>A PCI function as software sees it: a configuration space with a power-management register, and a rail.</summary>
/// <param name="hasD1">Whether the function has the optional state D1.</param>
/// <param name="hasD2">Whether the function has the optional state D2.</param>
internal sealed class PciFunction(bool hasD1, bool hasD2)
{
    /// <summary>The size of the configuration space in 16-bit words.</summary>
    internal const int Words = 64;

    /// <summary>Word of the command register; bit 1: it answers in memory space, bit 2: it may be a master.</summary>
    internal const int Command = 0x04 / 2;

    /// <summary>Word of the first base address register.</summary>
    internal const int BaseAddress = 0x10 / 2;

    /// <summary>Word of the power-management control and status register; bits 1:0 are the power state.</summary>
    internal const int Pmcsr = 0x44 / 2;

    private const int PowerStateMask = 3;
    private const int D1 = 1;
    private const int D2 = 2;
    private const int D3Hot = 3;

    private readonly ushort[] _config = new ushort[Words];
    private bool _hasPower = true;

    /// <summary>How often the function has lost its configuration.</summary>
    internal int Resets { get; private set; }

    /// <summary>Whether the function works: in D0, and configured to be a master.</summary>
    internal bool IsWorking => _hasPower && (_config[Pmcsr] & PowerStateMask) == 0 && (_config[Command] & 4) != 0;

    /// <summary>Reads a word of the configuration space; all ones where nothing answers.</summary>
    internal ushort Read(int word) => _hasPower ? _config[word] : ushort.MaxValue;

    /// <summary>Writes a word of the configuration space.</summary>
    internal void Write(int word, ushort value)
    {
        if (!_hasPower)
            return;
        if (word == Pmcsr)
            WritePowerState(value & PowerStateMask);
        else
            _config[word] = value;
    }

    internal void SetPower(bool isOn)
    {
        if (isOn && !_hasPower)
            ResetInternally();
        _hasPower = isOn;
    }

    private void WritePowerState(int state)
    {
        // A write of a state that the function lacks, or of one above other than D0, is discarded.
        int current = _config[Pmcsr] & PowerStateMask;
        bool isThere = state switch { D1 => hasD1, D2 => hasD2, _ => true };
        if (!isThere || (state < current && state != 0))
            return;
        if (current == D3Hot && state == 0)
            ResetInternally();
        _config[Pmcsr] = (ushort)state;
    }

    private void ResetInternally()
    {
        Array.Clear(_config);
        Resets++;
    }
}

namespace Samples.PciIdio16;

/// <summary>
/// The registers in BAR 2, one byte each, by their offset. A read and a write of one are often two things.
/// </summary>
public enum IdioRegister : byte
{
    /// <summary>Outputs 0 to 7, read and written.</summary>
    OutputsLow = 0,

    /// <summary>Read: inputs 0 to 7. Written with anything: the interrupt is cleared.</summary>
    InputsLow = 1,

    /// <summary>Read: the interrupt is enabled. Written with anything: it is disabled.</summary>
    InterruptControl = 2,

    /// <summary>Read: the input filters are activated. Written with anything: they are deactivated.</summary>
    FilterControl = 3,

    /// <summary>Outputs 8 to 15, read and written.</summary>
    OutputsHigh = 4,

    /// <summary>Inputs 8 to 15, read only.</summary>
    InputsHigh = 5,

    /// <summary>Which inputs have changed, and whether there is an interrupt. Read only.</summary>
    InterruptStatus = 6,
}

using MigSdk;

namespace Samples.PciPowerStates;

/// <summary>The power states of a PCI function.</summary>
/// <remarks>
/// Source: PCI Bus Power Management Interface Specification 1.2, section 5. A function goes to a lower state from any higher
/// one, and up only to D0; power is removed in D3hot and comes back in D0. The values of D0 to D3hot are those of the
/// PowerState field of the PMCSR; D3cold has none there, since nothing answers.
/// </remarks>
[StateMachineSpec(Initial = (long)D0)]
[SpecArc<PowerState>(D0, D1)]
[SpecArc<PowerState>(D0, D2)]
[SpecArc<PowerState>(D0, D3Hot)]
[SpecArc<PowerState>(D1, D0)]
[SpecArc<PowerState>(D1, D2)]
[SpecArc<PowerState>(D1, D3Hot)]
[SpecArc<PowerState>(D2, D0)]
[SpecArc<PowerState>(D2, D3Hot)]
[SpecArc<PowerState>(D3Hot, D0)]
[SpecArc<PowerState>(D3Hot, D3Cold)]
[SpecArc<PowerState>(D3Cold, D0)]
public enum PowerState
{
    /// <summary>On.</summary>
    D0 = 0,

    /// <summary>Light sleep; may be left out.</summary>
    [Optional]
    D1 = 1,

    /// <summary>Deeper sleep; may be left out.</summary>
    [Optional]
    D2 = 2,

    /// <summary>Off as far as software can do it: only the configuration space answers.</summary>
    D3Hot = 3,

    /// <summary>Without power.</summary>
    D3Cold = 4,
}

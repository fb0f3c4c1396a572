using MigSdk;

namespace Samples.UsbDeviceStates;

/// <summary>The visible states of a USB device.</summary>
/// <remarks>
/// Source: USB 2.0 specification, section 9.1.1 with figure 9-1 and table 9-1. There SUSPENDED is drawn once beside each of
/// four states, since a device goes back to the one from which it was suspended; so it is four states here. None is
/// optional: every device suspends when its bus is idle. The values are this sample's own.
/// </remarks>
[StateMachineSpec(Initial = (long)Attached)]
[SpecArc<UsbDeviceState>(Attached, Powered)]
[SpecArc<UsbDeviceState>(Powered, Attached)]
[SpecArc<UsbDeviceState>(Powered, Default)]
[SpecArc<UsbDeviceState>(Default, Address)]
[SpecArc<UsbDeviceState>(Address, Configured)]
[SpecArc<UsbDeviceState>(Configured, Address)]
[SpecArc<UsbDeviceState>(Address, Default)]
[SpecArc<UsbDeviceState>(Configured, Default)]
[SpecArc<UsbDeviceState>(Default, Powered)]
[SpecArc<UsbDeviceState>(Address, Powered)]
[SpecArc<UsbDeviceState>(Configured, Powered)]
[SpecArc<UsbDeviceState>(Powered, PoweredSuspended)]
[SpecArc<UsbDeviceState>(PoweredSuspended, Powered)]
[SpecArc<UsbDeviceState>(Default, DefaultSuspended)]
[SpecArc<UsbDeviceState>(DefaultSuspended, Default)]
[SpecArc<UsbDeviceState>(Address, AddressSuspended)]
[SpecArc<UsbDeviceState>(AddressSuspended, Address)]
[SpecArc<UsbDeviceState>(Configured, ConfiguredSuspended)]
[SpecArc<UsbDeviceState>(ConfiguredSuspended, Configured)]
public enum UsbDeviceState
{
    /// <summary>Plugged in, without power.</summary>
    Attached = 1,

    /// <summary>With power, not yet reset.</summary>
    Powered = 2,

    /// <summary>Reset; answers at address 0.</summary>
    Default = 3,

    /// <summary>Has an address of its own.</summary>
    Address = 4,

    /// <summary>Has a configuration and does what it is for.</summary>
    Configured = 5,

    /// <summary>Suspended in <see cref="Powered"/>.</summary>
    PoweredSuspended = 6,

    /// <summary>Suspended in <see cref="Default"/>.</summary>
    DefaultSuspended = 7,

    /// <summary>Suspended in <see cref="Address"/>, which it keeps.</summary>
    AddressSuspended = 8,

    /// <summary>Suspended in <see cref="Configured"/>; it keeps its address and its configuration.</summary>
    ConfiguredSuspended = 9,
}

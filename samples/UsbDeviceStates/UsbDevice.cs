namespace Samples.UsbDeviceStates;

/// <summary>A device on a port of a hub: what the host does to the port, and what it asks of the device.</summary>
/// <param name="assignedAddress">The address that the host has for the device, 1 to 127.</param>
internal sealed class UsbDevice(byte assignedAddress)
{
    /// <summary>The current that a device may draw from the bus before it is configured, in mA.</summary>
    private const int UnconfiguredMilliamperes = 100;

    /// <summary>The most that a suspended device may draw, in mA; section 7.2.3 has 2.5 for one of high power.</summary>
    private const int SuspendedMilliamperes = 2;

    private bool _hasPower;
    private bool _isSuspended;

    /// <summary>The address at which the device answers.</summary>
    internal byte Address { get; private set; }

    /// <summary>The configuration that is chosen; 0 for none.</summary>
    internal byte Configuration { get; private set; }

    /// <summary>Whether the device answers its host at all.</summary>
    internal bool Answers { get; private set; }

    /// <summary>The current that the device draws from the bus, in mA.</summary>
    internal int Milliamperes => (_hasPower, _isSuspended, Configuration) switch
    {
        (false, _, _) => 0,
        (_, true, _) => SuspendedMilliamperes,
        (_, _, 0) => UnconfiguredMilliamperes,
        _ => 500,
    };

    internal void SetPower(bool isOn)
    {
        Forget();
        Answers = false;
        _hasPower = isOn;
    }

    /// <summary>A reset on the bus: the device answers at address 0 from here on.</summary>
    internal void Reset()
    {
        Forget();
        Answers = true;
    }

    /// <summary>The request SET_ADDRESS.</summary>
    internal void SetAddress() => Address = assignedAddress;

    /// <summary>The request SET_CONFIGURATION; 0 takes the configuration away.</summary>
    internal void SetConfiguration(byte value) => Configuration = value;

    /// <summary>No activity on the bus for 3 ms, or activity again.</summary>
    internal void SetSuspended(bool isSuspended) => _isSuspended = isSuspended;

    private void Forget()
    {
        Address = 0;
        Configuration = 0;
        _isSuspended = false;
    }
}

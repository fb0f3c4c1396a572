using MigSdk;
using static Samples.UsbDeviceStates.UsbDeviceState;

namespace Samples.UsbDeviceStates;

/// <summary>What a host does with a device on a port. To ask for <see cref="Configured"/> is to enumerate it.</summary>
[StateMachineDriver<UsbDeviceState>]
internal sealed partial class UsbDeviceDriver(UsbDevice device)
{
    [Arc<UsbDeviceState>(Attached, Powered)]
    private void PowerOn() => device.SetPower(isOn: true);

    [Arc<UsbDeviceState>(Powered, Attached)]
    private void PowerOff() => device.SetPower(isOn: false);

    [Arc<UsbDeviceState>(Powered, Default), Arc<UsbDeviceState>(Address, Default), Arc<UsbDeviceState>(Configured, Default)]
    private void ResetBus() => device.Reset();

    [Arc<UsbDeviceState>(Default, Powered), Arc<UsbDeviceState>(Address, Powered), Arc<UsbDeviceState>(Configured, Powered)]
    private void InterruptPower()
    {
        device.SetPower(isOn: false);
        device.SetPower(isOn: true);
    }

    [Arc<UsbDeviceState>(Default, Address)]
    private void SetAddress() => device.SetAddress();

    [Arc<UsbDeviceState>(Address, Configured)]
    private void Configure() => device.SetConfiguration(1);

    [Arc<UsbDeviceState>(Configured, Address)]
    private void Deconfigure() => device.SetConfiguration(0);

    [Arc<UsbDeviceState>(Powered, PoweredSuspended), Arc<UsbDeviceState>(Default, DefaultSuspended)]
    [Arc<UsbDeviceState>(Address, AddressSuspended), Arc<UsbDeviceState>(Configured, ConfiguredSuspended)]
    private void Suspend() => device.SetSuspended(true);

    [Arc<UsbDeviceState>(PoweredSuspended, Powered), Arc<UsbDeviceState>(DefaultSuspended, Default)]
    [Arc<UsbDeviceState>(AddressSuspended, Address), Arc<UsbDeviceState>(ConfiguredSuspended, Configured)]
    private void Resume() => device.SetSuspended(false);

    [OnReset]
    private void Unplug() => device.SetPower(isOn: false);
}

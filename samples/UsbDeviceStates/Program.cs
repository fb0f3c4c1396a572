using System;
using System.Linq;
using Samples.UsbDeviceStates;
using static Samples.UsbDeviceStates.UsbDeviceState;

Console.WriteLine($"UsbDeviceDriver: {UsbDeviceDriver.SupportedTransitions.Count} transitions");
foreach ((UsbDeviceState from, UsbDeviceState to) in UsbDeviceDriver.SupportedTransitions.Where(pair => pair.From == Attached))
    Console.WriteLine($"  {from} -> {to}: {string.Join(" ", UsbDeviceDriver.GetPath(from, to).ToArray())}");

var device = new UsbDevice(assignedAddress: 42);
var driver = new UsbDeviceDriver(device);

// What table 9-1 says of each state: whether it answers, at which address, in which configuration; and what it may draw.
(UsbDeviceState Target, bool Answers, int Address, int Configuration, int Milliamperes)[] tour =
[
    (Configured, true, 42, 1, 500),
    (ConfiguredSuspended, true, 42, 1, 2),
    (Configured, true, 42, 1, 500),
    (Address, true, 42, 0, 100),
    (AddressSuspended, true, 42, 0, 2),
    (DefaultSuspended, true, 0, 0, 2),
    (Configured, true, 42, 1, 500),
    (PoweredSuspended, false, 0, 0, 2),
    (Attached, false, 0, 0, 0),
];
bool isRight = true;
foreach (var stop in tour)
{
    UsbDeviceState before = driver.State;
    driver.SetState(stop.Target);
    isRight &= driver.State == stop.Target
        && (device.Answers, device.Address, device.Configuration, device.Milliamperes)
            == (stop.Answers, stop.Address, stop.Configuration, stop.Milliamperes);
    Console.WriteLine($"{before} -> {driver.State}: address {device.Address}, configuration {device.Configuration}, "
        + $"{device.Milliamperes} mA");
}

return isRight ? 0 : 1;

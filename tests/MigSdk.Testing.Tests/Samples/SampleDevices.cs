using System;
using System.Collections.Generic;
using Samples.Devices;
using Samples.HisiAccStyle;
using Samples.Minimal;
using Samples.Mlx5Style;
using Samples.PdsStyle;

namespace MigSdk.Testing.Tests;

/// <summary>What the kit has to know of the sample drivers' device.</summary>
internal static class SampleDevices
{
    private static readonly DeviceOptions Small = new() { MemoryMebibytes = 1, WriteMebibytesPerSecond = 16 };

    internal static MinimalDriver Minimal() => new(NewDevice(Small));

    // The kit gives the firmware thousands of commands, and what it checks does not depend on how long one takes.
    internal static PdsDriver Pds() => new(NewDevice(Small), firmwareLatency: TimeSpan.Zero);

    internal static HisiAccDriver HisiAcc() => new(NewDevice(Small));

    internal static Mlx5Driver Mlx5() => new(NewDevice(Small));

    internal static ConformanceOptions<TDriver> Options<TDriver>(int? effort = null, IReadOnlySet<ConformanceCheck>? skip = null)
        where TDriver : class, ISampleDevice => new()
        {
            Snapshot = driver => driver.Device.ComputeHash(),
            Work = Work,
            Activity = driver => (long)(driver.Device.Read(Register.WorkCounter) + driver.Device.Read(Register.PeerSent)),
            PeerActivity = driver => (long)driver.Device.Read(Register.PeerSent),
            Resources = driver => driver.Device.DirtyPages is null ? 0 : 1,
            HookAccesses = (driver, callback) => driver.BeforeArc = callback is null ? null : _ => callback(),
            Release = driver => driver.Device.Dispose(),
            ForeignStreams =
            [
                ForeignStream.FromDriver("twice the memory", () => new MinimalDriver(NewDevice(Small with { MemoryMebibytes = 2 }))),
                ForeignStream.FromBytes("another version", OtherVersion()),
            ],
            Effort = effort ?? new ConformanceOptions<TDriver>().Effort,
            Skip = skip ?? new HashSet<ConformanceCheck>(),
        };

    // The first piece of work begins the job, at which the device then goes on by itself.
    private static void Work<TDriver>(TDriver driver, int number)
        where TDriver : ISampleDevice
    {
        if (driver.Device.Read(Register.Control) == 0)
            driver.Device.BeginJob((ulong)number);
        driver.Device.Write(Register.Scratch0 + (number % 4), (ulong)number * 0x9E37_79B9);
    }

    private static byte[] OtherVersion()
    {
        using Device device = NewDevice(Small);
        device.Stop();
        byte[] stream = device.Save().ToArray();
        stream[8]++;
        return stream;
    }

    private static Device NewDevice(DeviceOptions options) => new(options, new PeerMailbox().Receive);
}

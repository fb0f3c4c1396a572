using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

namespace Samples.Devices;

/// <summary>Shows that a driver takes no wrong stream, and that its device is then as it was before.</summary>
internal static class Refusals
{
    /// <summary>Offers wrong streams to a driver whose device has some state of its own.</summary>
    /// <typeparam name="TDriver">The driver.</typeparam>
    /// <param name="attach">Makes a driver for a device.</param>
    /// <returns>Whether all were refused and nothing was applied.</returns>
    internal static async Task<bool> RunAsync<TDriver>(Func<Device, TDriver> attach)
        where TDriver : IMigrationDriver
    {
        using var device = new Device(new DeviceOptions { MemoryMebibytes = 1 });
        device.BeginJob(seed: 1);
        device.Stop();
        byte[] good = device.Save().ToArray();
        TDriver driver = attach(device);

        bool areAllRefused = true;
        foreach ((string fault, byte[] stream) in Damage(good))
        {
            (Errno errno, bool isUntouched) = await OfferAsync(driver, device, stream);
            areAllRefused &= isUntouched && errno is Errno.EINVAL or Errno.E2BIG;
            Console.WriteLine($"  {fault,-24}{errno}, the device is {(isUntouched ? "as before" : "CHANGED")}");
        }

        return areAllRefused;
    }

    private static async Task<(Errno Errno, bool IsUntouched)> OfferAsync<TDriver>(
        TDriver driver, Device device, byte[] stream)
        where TDriver : IMigrationDriver
    {
        var session = (ResumingSession)(await driver.SetStateAsync(Resuming))!;
        string before = device.ComputeHash();
        Errno errno = Errno.None;
        try
        {
            await session.WriteAsync(stream);
            await driver.SetStateAsync(Stop);
        }
        catch (MigrationException refusal)
        {
            errno = refusal.Errno;
        }

        bool isUntouched = driver.State == Resuming && device.ComputeHash() == before;
        await driver.ResetAsync();
        return (errno, isUntouched);
    }

    private static IEnumerable<(string Fault, byte[] Stream)> Damage(byte[] good)
    {
        const int FirstPage = DeviceStreamWriter.HeaderBytes;
        const int SecondPage = FirstPage + DeviceStreamWriter.PageBytes;
        const int VersionOffset = 8;
        using var larger = new Device(new DeviceOptions { MemoryMebibytes = 2 });
        larger.Stop();

        yield return ("empty", []);
        yield return ("truncated", good[..^1]);
        yield return ("a page missing", [.. good[..FirstPage], .. good[SecondPage..]]);
        yield return ("too long", [.. good, 0]);
        yield return ("a bit flipped", Flip(good, SecondPage - 1));
        yield return ("another version", Flip(good, VersionOffset));
        yield return ("another size of memory", larger.Save().ToArray());
    }

    private static byte[] Flip(byte[] good, int position)
    {
        byte[] bad = [.. good];
        bad[position] ^= 1;
        return bad;
    }
}

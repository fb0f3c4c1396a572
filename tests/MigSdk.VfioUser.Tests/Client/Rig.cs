using System;
using System.Threading.Tasks;
using MigSdk.ServedDevice;
using Samples.Devices;

namespace MigSdk.VfioUser.Tests;

/// <summary>A served device under load, and a client of it that may be cut off.</summary>
internal sealed class Rig : IAsyncDisposable
{
    internal static readonly VfioUserClientOptions Foreign = new() { OffersExtensions = false };

    private readonly Served _served;

    private Rig(ServedDevice.ServedDevice device, Served served, Relay relay, VfioUserClient client, VfioUserBackend backend)
    {
        Device = device;
        _served = served;
        Relay = relay;
        Client = client;
        Backend = backend;
    }

    internal ServedDevice.ServedDevice Device { get; }

    internal Relay Relay { get; }

    internal VfioUserClient Client { get; }

    internal VfioUserBackend Backend { get; }

    internal VfioUserServer Server => _served.Server;

    internal static async Task<Rig> StartAsync(
        MigrationFeatures features, double written = 16, VfioUserClientOptions? options = null, Relay? relay = null)
    {
        var device = new ServedDevice.ServedDevice(
            features, new DeviceOptions { MemoryMebibytes = 1, WriteMebibytesPerSecond = written });
        Served served = Served.Start(device.Pci);
        relay ??= new Relay();
        relay.Start(served.Path);
        VfioUserClient client = await VfioUserClient.ConnectAsync(relay.Path, options);
        return new Rig(device, served, relay, client, await VfioUserBackend.OpenAsync(client));
    }

    internal ValueTask BeginJobAsync(ulong seed) =>
        Client.WriteRegionAsync(0, (long)ServedRegisters.Job, BitConverter.GetBytes(seed));

    internal async ValueTask<ulong> ReadAsync(ulong register)
    {
        byte[] value = new byte[sizeof(ulong)];
        await Client.ReadRegionAsync(0, (long)register, value);
        return BitConverter.ToUInt64(value);
    }

    internal async ValueTask<byte> ReadByteAsync(ulong register)
    {
        byte[] value = new byte[1];
        await Client.ReadRegionAsync(0, (long)register, value);
        return value[0];
    }

    internal async ValueTask<string> ReadHashAsync(ulong register)
    {
        byte[] hash = new byte[ServedRegisters.HashSize];
        await Client.ReadRegionAsync(0, (long)register, hash);
        return Convert.ToHexString(hash);
    }

    /// <summary>The server has let go of its client, and the device is in the state in which that leaves it.</summary>
    internal async Task WaitUntilClientIsGoneAsync()
    {
        for (int i = 0; i < 2000 && Server.IsClientConnected; i++)
            await Task.Delay(5);
        if (Server.IsClientConnected)
            throw new TimeoutException("The server has not let go of its client.");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Relay.Dispose();
        await _served.DisposeAsync();
        Device.Dispose();
    }
}

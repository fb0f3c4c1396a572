using System;
using System.Threading.Tasks;
using MigSdk.VfioUser.Tests.Interop.Device;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>A server with the device under test, and a hand on that device.</summary>
internal sealed class ServerUnderTest : IDisposable
{
    internal const int RegisterRegion = 0;
    internal const int RegisterBytes = RigDevice.RegisterBytes;
    internal const int SharedRegion = 2;
    internal const int SharedBytes = RigDevice.SharedBytes;
    internal const int MsixVectors = RigDevice.MsixVectors;
    internal const uint PciId = (RigDevice.DeviceId << 16) | RigDevice.VendorId;
    internal const int PreCopyStreamBytes = RigStream.HeadBytes + SharedBytes;
    internal const int FinalStreamBytes = RigStream.HeadBytes + SharedBytes;

    private readonly RigDevice _rig;
    private readonly VfioUserServer _server;

    private ServerUnderTest(uint flags, string path)
    {
        Path = path;
        _rig = new RigDevice(flags);
        _server = new VfioUserServer(_rig.Device, new VfioUserServerOptions { SocketPath = path });
        _server.Start();
    }

    internal string Path { get; }

    /// <summary>A path for a socket that is not there yet.</summary>
    internal static string NewPath() =>
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"migsdk-{Guid.NewGuid():N}.sock");

    internal static ServerUnderTest Start(uint flags = 5, string? path = null) => new(flags, path ?? NewPath());

    /// <summary>The device reads the guest's memory, on a thread of its own.</summary>
    internal Task<byte[]> ReadGuestAsync(ulong address, int count) => Task.Run(() =>
    {
        byte[] data = new byte[count];
        _rig.Device.Memory.Read(address, data);
        return data;
    });

    /// <summary>The device writes the guest's memory, on a thread of its own.</summary>
    internal Task WriteGuestAsync(ulong address, byte[] data) => Task.Run(() => _rig.Device.Memory.Write(address, data));

    internal void RaiseMsix(int vector) => _rig.Device.Msix.Trigger(vector);

    internal void RaiseIntx()
    {
        _rig.Device.InterruptPin.Raise();
        _rig.Device.InterruptPin.Lower();
    }

    /// <summary>A stream that the device takes.</summary>
    internal byte[] ValidStream() => RigStream.Record(_rig.Capture());

    public void Dispose() => _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
}

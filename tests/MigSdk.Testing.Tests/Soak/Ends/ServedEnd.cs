using System;
using System.IO;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.VfioUser;
using MigSdk.VfioUser.Tests;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>A device behind a vfio-user socket that may break, and whose server may go away.</summary>
internal sealed class ServedEnd : End
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private VfioUserServer _server;
    private string _path;
    private Relay _relay = null!;
    private VfioUserClient _client = null!;
    private VfioUserBackend _backend = null!;
    private Task? _vanishing;

    private ServedEnd(DriverKind kind)
        : base(kind) => (_server, _path) = Serve();

    internal override IMigrationBackend Backend => _backend;

    internal static async Task<ServedEnd> StartAsync(DriverKind kind)
    {
        var end = new ServedEnd(kind);
        await end.ConnectAsync();
        return end;
    }

    internal override async ValueTask<ulong> ReadAsync()
    {
        byte[] value = new byte[sizeof(ulong)];
        await _client.ReadRegionAsync(0, 0, value);
        return BitConverter.ToUInt64(value);
    }

    internal override ValueTask WriteAsync(ulong value) => _client.WriteRegionAsync(0, 0, BitConverter.GetBytes(value));

    internal override void CutAfter(int messages, bool passesLast)
    {
        _relay.PassesLast = passesLast;
        _relay.CutAt = _relay.Messages + messages;
    }

    internal override void Vanish() => _vanishing = _server.StopAsync();

    internal override async ValueTask SettleAsync()
    {
        _relay.CutAt = -1;
        if (!_relay.IsCut && _vanishing is null && !_client.IsLost)
            return;
        await DisconnectAsync();
        if (_vanishing is not null)
        {
            await _vanishing.WaitAsync(Patience);
            _vanishing = null;
            (_server, _path) = Serve();
        }

        await ConnectAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    private (VfioUserServer Server, string Path) Serve()
    {
        string path = Path.Combine(Path.GetTempPath(), "soak-" + Path.GetRandomFileName());
        // A busy machine lets a client wait for its processor; that is not what this is about.
        var options = new VfioUserServerOptions { SocketPath = path, HandshakeTimeout = Patience };
        var server = new VfioUserServer(Device.Pci, options);
        server.Start();
        return (server, path);
    }

    private async Task ConnectAsync()
    {
        _relay = new Relay();
        _relay.Start(_path);
        _client = await VfioUserClient.ConnectAsync(_relay.Path);
        _backend = await VfioUserBackend.OpenAsync(_client);
    }

    // The server has let go of its client, and the device is in the state in which that leaves it.
    private async Task DisconnectAsync()
    {
        _client.Dispose();
        _relay.Dispose();
        for (TimeSpan waited = default; _server.IsClientConnected; waited += Step)
        {
            if (waited > Patience)
                throw new TimeoutException("The server has not let go of its client.");
            await Task.Delay(Step);
        }
    }
}

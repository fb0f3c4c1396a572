using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.VfioUser;

namespace MigSdk.Testing.Tests.Sockets;

/// <summary>A card, its server, and the way to it over a socket.</summary>
internal sealed class ServedCard : DelegatingBackend, IAsyncDisposable
{
    private readonly VfioUserServer _server;
    private readonly VfioUserClient _client;

    private ServedCard(CardDevice device, VfioUserServer server, VfioUserClient client, VfioUserBackend backend)
        : base(backend) => (Device, _server, _client) = (device, server, client);

    internal CardDevice Device { get; }

    /// <summary>Serves a card with its driver, or with one that stands before it, and connects to it.</summary>
    internal static async ValueTask<ServedCard> StartAsync<TDriver>(
        CardDevice device, Func<Card, TDriver> drive, VfioUserClientOptions? options, CancellationToken cancel)
        where TDriver : class, IMigrationDriver
    {
        var identity = new PciIdentity { VendorId = 0x1234, DeviceId = 0xca4d, ClassCode = 0x088000 };
        PciDevice pci = new PciDeviceBuilder(identity).Build();
        pci.AttachMigration(drive(new Card(device)));
        string path = Path.Combine(Path.GetTempPath(), "card-" + Path.GetRandomFileName());
        var server = new VfioUserServer(pci, new VfioUserServerOptions { SocketPath = path });
        server.Start();
        VfioUserClient client = await VfioUserClient.ConnectAsync(path, options, cancel);
        return new ServedCard(device, server, client, await VfioUserBackend.OpenAsync(client, cancel));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        Device.Dispose();
    }
}

using System;
using System.IO;
using System.Threading.Tasks;

namespace MigSdk.VfioUser.Tests;

/// <summary>A device that is served at a path of its own.</summary>
internal sealed class Served : IAsyncDisposable
{
    private Served(VfioUserServer server, string path)
    {
        Server = server;
        Path = path;
    }

    internal VfioUserServer Server { get; }

    internal string Path { get; }

    internal static Served Start(PciDevice device, Action<VfioUserServerOptions>? configure = null)
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "vfu-" + System.IO.Path.GetRandomFileName());
        var options = new VfioUserServerOptions { SocketPath = path };
        configure?.Invoke(options);
        var server = new VfioUserServer(device, options);
        server.Start();
        return new Served(server, path);
    }

    internal RawClient Connect(string? json = "{\"capabilities\":{\"max_msg_fds\":8}}", Func<IncomingMessage, byte[]?>? answer = null) =>
        new(Path, json, answer);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (File.Exists(Path))
            throw new InvalidOperationException("The socket's name is still there.");
    }
}

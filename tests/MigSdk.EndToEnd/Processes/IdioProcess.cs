using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.EndToEnd.Guest;
using MigSdk.Host;
using MigSdk.VfioUser;

namespace MigSdk.EndToEnd.Processes;

/// <summary>The sample PciIdio16 in a process of its own, as its host and its guest see it over the socket.</summary>
internal sealed class IdioProcess : DelegatingBackend, IAsyncDisposable
{
    private const int Bar = 2;

    // The registers that can be read without anything happening by that: outputs, inputs, the interrupt status.
    private static readonly long[] Visible = [0, 1, 4, 5, 6];

    private readonly Workspace _work;
    private readonly SampleServer _server;
    private readonly VfioUserClient _client;

    private IdioProcess(Workspace work, SampleServer server, VfioUserClient client, VfioUserBackend backend)
        : base(backend) => (_work, _server, _client) = (work, server, client);

    internal static async Task<IdioProcess> StartAsync(CancellationToken cancel)
    {
        var work = new Workspace();
        SampleServer server = await SampleServer.StartAsync("PciIdio16", work);
        VfioUserClient client = await VfioUserClient.ConnectAsync(server.Socket, cancel: cancel);
        return new IdioProcess(work, server, client, await VfioUserBackend.OpenAsync(client, cancel));
    }

    /// <summary>What a guest reads.</summary>
    internal byte[] Snapshot()
    {
        byte[] values = new byte[Visible.Length];
        for (int i = 0; i < Visible.Length; i++)
            _client.ReadRegionAsync(Bar, Visible[i], values.AsMemory(i, 1)).AsTask().GetAwaiter().GetResult();
        return values;
    }

    /// <summary>A guest drives the outputs.</summary>
    internal void Work(int number)
    {
        foreach (long register in (long[])[0, 4])
            _client.WriteRegionAsync(Bar, register, (byte[])[(byte)(number * 31 + register)]).AsTask().GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _work.Dispose();
    }
}

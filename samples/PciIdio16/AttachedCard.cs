using System;
using System.IO;
using System.Threading.Tasks;
using MigSdk.Uapi;
using MigSdk.VfioUser;

namespace Samples.PciIdio16;

/// <summary>A card that is served at a socket, and a client there in the place of a virtual machine.</summary>
internal sealed class AttachedCard : IAsyncDisposable
{
    private const int RegistersRegion = (int)PciRegion.Bar0 + 2;
    private const long InterruptLine = 0x3C;
    private static readonly TimeSpan InterruptTime = TimeSpan.FromSeconds(10);

    private readonly VfioUserServer _server;
    private readonly VfioUserClient _client;
    private readonly ClientInterrupt _interrupt = new();

    private AttachedCard(IdioDevice device, VfioUserServer server, VfioUserClient client, VfioUserBackend backend) =>
        (Device, _server, _client, Backend) = (device, server, client, backend);

    /// <summary>The card itself, with what is wired to it.</summary>
    internal IdioDevice Device { get; }

    /// <summary>What a migration drives it by.</summary>
    internal VfioUserBackend Backend { get; }

    /// <summary>Serves a card and connects to it.</summary>
    internal static async Task<AttachedCard> CreateAsync(DirectoryInfo folder)
    {
        var device = new IdioDevice();
        string socket = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.sock");
        var server = new VfioUserServer(device.Pci, new VfioUserServerOptions { SocketPath = socket });
        server.Start();
        VfioUserClient client = await VfioUserClient.ConnectAsync(socket);
        return new AttachedCard(device, server, client, await VfioUserBackend.OpenAsync(client));
    }

    /// <summary>The guest reads a register.</summary>
    internal async Task<byte> ReadAsync(IdioRegister register)
    {
        byte[] value = new byte[1];
        await _client.ReadRegionAsync(RegistersRegion, (long)register, value);
        return value[0];
    }

    /// <summary>The guest writes a register.</summary>
    internal async Task WriteAsync(IdioRegister register, byte value) =>
        await _client.WriteRegionAsync(RegistersRegion, (long)register, new[] { value });

    /// <summary>Has interrupts arrive, also one that is pending.</summary>
    internal async Task ConnectInterruptAsync() => await _client.SetInterruptsAsync((int)PciIrq.Intx, 0, [_interrupt]);

    /// <summary>Whether an interrupt comes.</summary>
    internal async Task<bool> IsInterruptedAsync() =>
        await Task.Run(() => _interrupt.Wait(InterruptTime)) && _interrupt.Take() > 0;

    /// <summary>The interrupt line register of the configuration space, which only software uses.</summary>
    internal async Task<byte> ReadInterruptLineAsync()
    {
        byte[] value = new byte[1];
        await _client.ReadRegionAsync((int)PciRegion.Config, InterruptLine, value);
        return value[0];
    }

    /// <summary>As above.</summary>
    internal async Task WriteInterruptLineAsync(byte value) =>
        await _client.WriteRegionAsync((int)PciRegion.Config, InterruptLine, new[] { value });

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _interrupt.Dispose();
    }
}

using System;
using System.Buffers.Binary;
using System.IO;
using System.Threading.Tasks;
using MigSdk.Uapi;
using MigSdk.VfioUser;

namespace Samples.DmaCopy;

/// <summary>An engine that is served at a socket, and a client there in the place of a virtual machine.</summary>
internal sealed class AttachedEngine : IAsyncDisposable
{
    private const int RegistersRegion = (int)PciRegion.Bar0;
    private const long Command = 0x04;
    private const byte MemoryAndBusMaster = 6;
    private static readonly TimeSpan InterruptTime = TimeSpan.FromSeconds(30);

    private readonly VfioUserServer _server;
    private readonly ClientInterrupt[] _interrupts = [new(), new()];

    private AttachedEngine(DmaDevice device, VfioUserServer server, VfioUserClient client, VfioUserBackend backend) =>
        (Device, _server, Client, Backend) = (device, server, client, backend);

    /// <summary>The engine itself.</summary>
    internal DmaDevice Device { get; }

    /// <summary>What gives it memory.</summary>
    internal VfioUserClient Client { get; }

    /// <summary>What a migration drives it by.</summary>
    internal VfioUserBackend Backend { get; }

    /// <summary>Serves an engine, connects to it, and has its interrupts arrive.</summary>
    internal static async Task<AttachedEngine> CreateAsync(DirectoryInfo folder)
    {
        var device = new DmaDevice();
        string socket = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.sock");
        var server = new VfioUserServer(device.Pci, new VfioUserServerOptions { SocketPath = socket });
        server.Start();
        VfioUserClient client = await VfioUserClient.ConnectAsync(socket);
        var attached = new AttachedEngine(device, server, client, await VfioUserBackend.OpenAsync(client));
        await client.SetInterruptsAsync((int)PciIrq.Msix, 0, attached._interrupts);
        return attached;
    }

    /// <summary>Lets the engine at the memory.</summary>
    internal async Task EnableAsync() =>
        await Client.WriteRegionAsync((int)PciRegion.Config, Command, new[] { MemoryAndBusMaster });

    /// <summary>Back to a device that is enabled and has done nothing.</summary>
    internal async Task StartOverAsync()
    {
        await Client.ResetAsync();
        await EnableAsync();
        Take(DmaEngine.DoneVector);
    }

    /// <summary>The guest reads a register.</summary>
    internal async Task<ulong> ReadAsync(DmaRegister register)
    {
        byte[] value = new byte[sizeof(ulong)];
        await Client.ReadRegionAsync(RegistersRegion, (long)register, value.AsMemory(0, SizeOf(register)));
        return BinaryPrimitives.ReadUInt64LittleEndian(value);
    }

    /// <summary>The guest writes a register.</summary>
    internal async Task WriteAsync(DmaRegister register, ulong value)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        await Client.WriteRegionAsync(RegistersRegion, (long)register, bytes.AsMemory(0, SizeOf(register)));
    }

    /// <summary>The guest has memory copied, with interrupts.</summary>
    internal async Task StartAsync(ulong source, ulong destination, ulong length)
    {
        await WriteAsync(DmaRegister.Source, source);
        await WriteAsync(DmaRegister.Destination, destination);
        await WriteAsync(DmaRegister.Length, length);
        await WriteAsync(DmaRegister.Control, (ulong)(DmaControl.Start | DmaControl.InterruptEnable));
    }

    /// <summary>Whether an interrupt comes.</summary>
    internal async Task<bool> IsInterruptedAsync(int vector) =>
        await Task.Run(() => _interrupts[vector].Wait(InterruptTime)) && Take(vector) == 1;

    /// <summary>How often an interrupt has come since this was last asked.</summary>
    internal long Take(int vector) => _interrupts[vector].Take();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        foreach (ClientInterrupt interrupt in _interrupts)
            interrupt.Dispose();
    }

    private static int SizeOf(DmaRegister register) => register < DmaRegister.Source ? sizeof(uint) : sizeof(ulong);
}

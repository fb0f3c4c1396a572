using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>A client of a vfio-user server: of MigSdk's own or of any other.</summary>
/// <remarks>
/// Every method may be called from any thread, and several at once. When the server goes away, everything that it was
/// asked fails at once with ECONNRESET, and so does everything that it is asked later: connect anew.
/// </remarks>
public sealed class VfioUserClient : IDisposable
{
    private const int PageSize = 4096;
    private const int MaxDescriptors = 8;

    private readonly DmaTable _memory = new();
    private readonly ClientConnection _connection;
    private readonly VfioUserClientOptions _options;

    private VfioUserClient(MessageSocket socket, string name, VfioUserClientOptions options)
    {
        _options = options;
        _connection = new ClientConnection(socket, name, options, _memory);
        Name = name;
        MaxTransfer = options.MaxTransfer;
    }

    /// <summary>The path of the server's socket.</summary>
    public string Name { get; }

    /// <summary>What the server's device is.</summary>
    public DeviceInfo Device { get; private set; }

    /// <summary>
    /// Whether the server is one of MigSdk's, which has what the protocol lacks: the P2P states, estimates, every
    /// transition at once, and <em>no data yet</em> beside <em>end of stream</em>.
    /// </summary>
    public bool HasExtensions => _connection.HasExtensions;

    /// <summary>The most data that goes with one message, in bytes: the smaller limit of client and server.</summary>
    public int MaxTransfer { get; private set; }

    /// <summary>Whether the connection is at its end.</summary>
    public bool IsLost => _connection.IsLost;

    internal ClientConnection Connection => _connection;

    /// <summary>Connects to a server and negotiates the version.</summary>
    /// <param name="path">The server's socket.</param>
    /// <param name="options">How to speak to it; the defaults where it is null.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A client, to be disposed of.</returns>
    /// <exception cref="ArgumentException">The path is empty, or longer than the path of a socket may be.</exception>
    /// <exception cref="MigrationException">
    /// ECONNRESET where nobody serves there, EPROTO where the server speaks another version of the protocol; otherwise
    /// the server's errno.
    /// </exception>
    public static async Task<VfioUserClient> ConnectAsync(
        string path, VfioUserClientOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var client = new VfioUserClient(Connect(path), path, options ?? new VfioUserClientOptions());
        try
        {
            await client.NegotiateAsync(cancel).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Asks what a region is.</summary>
    /// <param name="region">Its number; of a PCI device one of <see cref="PciRegion"/>.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>What it is; its size is 0 where the device does not have it.</returns>
    /// <exception cref="MigrationException">EINVAL where there is no such region; otherwise the server's errno.</exception>
    public async ValueTask<RegionInfo> GetRegionAsync(int region, CancellationToken cancel = default)
    {
        var question = new RegionInfo(RegionInfo.Size, RegionInfoFlags.None, (uint)region, 0, 0, 0);
        return await AskAsync(MessageCommand.DeviceGetRegionInfo, question, RegionInfo.Size, cancel).ConfigureAwait(false);
    }

    /// <summary>Asks what a type of interrupt is.</summary>
    /// <param name="index">Its number; of a PCI device one of <see cref="PciIrq"/>.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>What it is; its count is 0 where the device does not have it.</returns>
    /// <exception cref="MigrationException">EINVAL where there is no such type; otherwise the server's errno.</exception>
    public async ValueTask<IrqInfo> GetInterruptsAsync(int index, CancellationToken cancel = default)
    {
        var question = new IrqInfo(IrqInfo.Size, IrqInfoFlags.None, (uint)index, 0);
        return await AskAsync(MessageCommand.DeviceGetIrqInfo, question, IrqInfo.Size, cancel).ConfigureAwait(false);
    }

    /// <summary>Reads from a region.</summary>
    /// <param name="region">Its number.</param>
    /// <param name="offset">Where, in bytes from its beginning.</param>
    /// <param name="buffer">Takes the bytes. More than <see cref="MaxTransfer"/> are several accesses.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>A task that completes when the buffer is full.</returns>
    /// <exception cref="MigrationException">EINVAL where it is not within the region; otherwise the server's errno.</exception>
    public async ValueTask ReadRegionAsync(
        int region, long offset, Memory<byte> buffer, CancellationToken cancel = default)
    {
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, MaxTransfer);
            byte[] layout = LayoutOf(new RegionAccess((ulong)offset, (uint)region, (uint)count));
            using (IncomingMessage reply = await _connection.AskAsync(
                MessageCommand.RegionRead, layout, default, RegionAccess.Size + count, cancel).ConfigureAwait(false))
            {
                reply.PayloadMemory.Slice(RegionAccess.Size, count).CopyTo(buffer);
            }

            offset += count;
            buffer = buffer[count..];
        }
    }

    /// <summary>Writes to a region.</summary>
    /// <param name="region">Its number.</param>
    /// <param name="offset">Where, in bytes from its beginning.</param>
    /// <param name="data">The bytes. More than <see cref="MaxTransfer"/> are several accesses.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>A task that completes when the device has taken them.</returns>
    /// <exception cref="MigrationException">EINVAL where it is not within the region; otherwise the server's errno.</exception>
    public async ValueTask WriteRegionAsync(
        int region, long offset, ReadOnlyMemory<byte> data, CancellationToken cancel = default)
    {
        while (!data.IsEmpty)
        {
            ReadOnlyMemory<byte> piece = data[..Math.Min(data.Length, MaxTransfer)];
            byte[] layout = LayoutOf(new RegionAccess((ulong)offset, (uint)region, (uint)piece.Length));
            using IncomingMessage reply = await _connection.AskAsync(
                MessageCommand.RegionWrite, layout, piece, least: 0, cancel).ConfigureAwait(false);
            offset += piece.Length;
            data = data[piece.Length..];
        }
    }

    /// <summary>Maps memory for the device.</summary>
    /// <param name="address">The address by which the device reaches it.</param>
    /// <param name="memory">The memory. It must not be disposed of before it is unmapped.</param>
    /// <param name="rights">What the device may do with it.</param>
    /// <param name="isShared">
    /// Whether the server gets the memory itself. If not, every access is a message, which this client answers.
    /// </param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>A task that completes when the device can reach it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="memory"/> is null.</exception>
    /// <exception cref="MigrationException">EEXIST where something is mapped there; otherwise the server's errno.</exception>
    public async ValueTask MapDmaAsync(
        ulong address,
        ClientMemory memory,
        DmaAccessRights rights = DmaAccessRights.ReadWrite,
        bool isShared = true,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(memory);
        byte[] layout = LayoutOf(new DmaMap(DmaMap.Size, (DmaMapFlags)rights, 0, address, (ulong)memory.Length));
        SafeHandle[] descriptors = isShared ? [memory.File] : [];
        // The device may use it before the reply is here.
        bool isNew = _memory.TryAdd(address, memory, rights);
        try
        {
            using IncomingMessage reply = await _connection
                .AskAsync(MessageCommand.DmaMap, layout, default, least: 0, cancel, descriptors).ConfigureAwait(false);
        }
        catch
        {
            if (isNew)
                _memory.Remove(address);
            throw;
        }
    }

    /// <summary>Takes memory from the device that it was given by <see cref="MapDmaAsync"/>.</summary>
    /// <param name="address">The address by which the device reaches it.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>A task that completes when the device does not reach it any more.</returns>
    /// <exception cref="MigrationException">The server's errno, as ENOENT where nothing is mapped there.</exception>
    public async ValueTask UnmapDmaAsync(ulong address, long length, CancellationToken cancel = default)
    {
        byte[] layout = LayoutOf(new DmaUnmap(DmaUnmap.Size, DmaUnmapFlags.None, address, (ulong)length));
        using IncomingMessage reply = await _connection
            .AskAsync(MessageCommand.DmaUnmap, layout, default, least: 0, cancel).ConfigureAwait(false);
        _memory.Remove(address);
    }

    /// <summary>Has interrupts of one type arrive at eventfds.</summary>
    /// <param name="index">The type; of a PCI device one of <see cref="PciIrq"/>.</param>
    /// <param name="start">The first interrupt of the type.</param>
    /// <param name="interrupts">Where they arrive, one after the other. Nothing in it disables the whole type.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>A task that completes when the device uses them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="interrupts"/> is null.</exception>
    /// <exception cref="MigrationException">EINVAL where the device has not so many; otherwise the server's errno.</exception>
    public async ValueTask SetInterruptsAsync(
        int index, int start, IReadOnlyList<ClientInterrupt> interrupts, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(interrupts);
        IrqSetFlags data = interrupts.Count > 0 ? IrqSetFlags.DataEventDescriptor : IrqSetFlags.DataNone;
        // A message takes only so many descriptors; nothing forbids to set a type up in pieces.
        int done = 0;
        do
        {
            int count = Math.Min(interrupts.Count - done, MaxDescriptorsOfServer);
            byte[] layout = LayoutOf(new IrqSet(
                IrqSet.Size, data | IrqSetFlags.ActionTrigger, (uint)index, (uint)(start + done), (uint)count));
            var descriptors = new SafeHandle[count];
            for (int i = 0; i < count; i++)
                descriptors[i] = interrupts[done + i].Descriptor;
            using IncomingMessage reply = await _connection
                .AskAsync(MessageCommand.DeviceSetIrqs, layout, default, least: 0, cancel, descriptors)
                .ConfigureAwait(false);
            done += count;
        }
        while (done < interrupts.Count);
    }

    /// <summary>Resets the device (<c>VFIO_DEVICE_RESET</c>).</summary>
    /// <param name="cancel">Stops the wait; the reset takes effect all the same.</param>
    /// <returns>A task that completes when it has taken effect.</returns>
    /// <exception cref="MigrationException">The server's errno.</exception>
    public async ValueTask ResetAsync(CancellationToken cancel = default)
    {
        using IncomingMessage reply = await _connection.AskPatientlyAsync(
            MessageCommand.DeviceReset, default, default, least: 0, Impatience.Leaves, cancel).ConfigureAwait(false);
    }

    /// <summary>Ends the connection. What was asked and is not answered fails with ECONNRESET.</summary>
    public void Dispose() => _connection.Dispose();

    /// <summary>Reads a feature of the device.</summary>
    internal async ValueTask<T> GetFeatureAsync<T>(
        DeviceFeature feature, Func<IncomingMessage, T> read, int least, CancellationToken cancel)
    {
        byte[] payload = FeatureMessage.Write(feature, FeatureOperations.Get, least);
        using IncomingMessage reply = await _connection.AskAsync(
            MessageCommand.DeviceFeature, payload, default, DeviceFeatureHeader.Size + least, cancel)
            .ConfigureAwait(false);
        return read(reply);
    }

    private int MaxDescriptorsOfServer { get; set; } = (int)Capabilities.DefaultMaxDescriptors;

    private static MessageSocket Connect(string path)
    {
        try
        {
            return MessageSocket.Connect(path);
        }
        catch (ArgumentOutOfRangeException cause)
        {
            throw new ArgumentException($"'{path}' is too long for the path of a socket.", nameof(path), cause);
        }
        catch (SocketException cause)
        {
            throw new MigrationException(
                Errno.ECONNRESET, $"No vfio-user server can be reached at '{path}': {cause.Message}.", cause);
        }
    }

    private async Task NegotiateAsync(CancellationToken cancel)
    {
        var offer = new VersionMessage(VersionMessage.CurrentMajor, VersionMessage.CurrentMinor, new Capabilities
        {
            MaxDescriptors = MaxDescriptors,
            MaxTransfer = (ulong)_options.MaxTransfer,
            MaxDmaMaps = Capabilities.DefaultMaxDmaMaps,
            PageSizes = PageSize,
            Migration = new MigrationCapability { PageSize = PageSize },
            MigSdk = _options.OffersExtensions
                ? new MigSdkCapability { Version = MigSdkCapability.CurrentVersion }
                : null,
        });
        using IncomingMessage reply = await _connection
            .AskAsync(MessageCommand.Version, offer.ToBytes(), default, least: sizeof(uint), cancel).ConfigureAwait(false);
        VersionMessage answer = Parse(reply);
        if (answer.Major != VersionMessage.CurrentMajor || answer.Minor > VersionMessage.CurrentMinor)
        {
            throw new MigrationException(
                Errno.EPROTO,
                $"The vfio-user server {Name} speaks version {answer.Major}.{answer.Minor}, and this client "
                + $"{VersionMessage.CurrentMajor}.{VersionMessage.CurrentMinor}.");
        }

        Capabilities server = answer.Capabilities;
        MaxTransfer = (int)Math.Clamp(server.MaxTransfer ?? Capabilities.DefaultMaxTransfer, 1, (ulong)_options.MaxTransfer);
        MaxDescriptorsOfServer = (int)Math.Clamp(
            server.MaxDescriptors ?? Capabilities.DefaultMaxDescriptors, 1, MessageSocket.KernelMaxDescriptors);
        _connection.HasExtensions =
            _options.OffersExtensions && server.MigSdk is { Version: MigSdkCapability.CurrentVersion };
        var question = new DeviceInfo(DeviceInfo.Size, DeviceInfoFlags.None, 0, 0);
        Device = await AskAsync(MessageCommand.DeviceGetInfo, question, DeviceInfo.Size, cancel).ConfigureAwait(false);
    }

    private VersionMessage Parse(IncomingMessage reply)
    {
        try
        {
            return VersionMessage.Parse(reply.Payload);
        }
        catch (MigrationException cause)
        {
            throw new MigrationException(Errno.EPROTO, $"The vfio-user server {Name} answers VERSION with: {cause.Message}", cause);
        }
    }

    /// <summary>A question whose answer is the same layout.</summary>
    private async ValueTask<T> AskAsync<T>(MessageCommand command, T question, int size, CancellationToken cancel)
        where T : unmanaged
    {
        using IncomingMessage reply = await _connection
            .AskAsync(command, LayoutOf(question), default, size, cancel).ConfigureAwait(false);
        return Wire.Read<T>(reply.Payload);
    }

    private static byte[] LayoutOf<T>(in T value)
        where T : unmanaged
    {
        byte[] layout = new byte[System.Runtime.CompilerServices.Unsafe.SizeOf<T>()];
        Wire.Write(layout, value);
        return layout;
    }
}

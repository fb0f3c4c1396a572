using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Cli;

/// <summary>Waits for the other host of a migration.</summary>
internal sealed class PeerListener : IDisposable
{
    // Whoever connects and then says nothing must not keep others out.
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly TlsFiles? _tls;
    private readonly string? _path;

    private PeerListener(Socket socket, PeerAddress address, TlsFiles? tls)
    {
        _socket = socket;
        _tls = tls;
        _path = address.Path;
        Address = socket.LocalEndPoint is IPEndPoint bound ? address with { Port = bound.Port } : address;
    }

    /// <summary>The address; with the port that the system has chosen where 0 was asked for.</summary>
    internal PeerAddress Address { get; }

    /// <summary>Listens.</summary>
    /// <param name="address">Where.</param>
    /// <param name="tls">How connections are secured; null for not at all.</param>
    /// <exception cref="CliException">The address cannot be used.</exception>
    internal static PeerListener Open(PeerAddress address, TlsFiles? tls)
    {
        Socket socket = PeerConnector.CreateSocket(address);
        try
        {
            if (address.Path is { } path)
            {
                ListenUnix(socket, path);
            }
            else
            {
                socket.Bind(address.ToEndPoint() is DnsEndPoint name ? Resolve(name) : address.ToEndPoint());
                socket.Listen(1);
            }

            return new PeerListener(socket, address, tls);
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException
            or ArgumentException)
        {
            socket.Dispose();
            throw new CliException(ExitCode.Unreachable, $"Nothing can listen at {address}: {exception.Message}", exception);
        }
    }

    /// <summary>Waits for a connection and secures it.</summary>
    /// <exception cref="CliException">Who has connected is not trusted, or did not get through the handshake.</exception>
    internal async Task<Stream> AcceptAsync(CancellationToken cancel)
    {
        Socket peer = await _socket.AcceptAsync(cancel);
        if (_path is null)
            peer.NoDelay = true;
        var stream = new NetworkStream(peer, ownsSocket: true);
        if (_tls is null)
            return stream;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(HandshakeLimit);
        try
        {
            return await Tls.AsServerAsync(stream, _tls, limit.Token);
        }
        catch (OperationCanceledException silence) when (!cancel.IsCancellationRequested)
        {
            throw new CliException(
                ExitCode.Refused, $"Who has connected did not begin TLS within {HandshakeLimit.TotalSeconds} s.", silence);
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        if (_path is not null)
            File.Delete(_path);
    }

    // Only this user may send a device's state, and who sees the name can connect: so it comes last.
    private static void ListenUnix(Socket socket, string path)
    {
        if (File.Exists(path) && !IsAbandoned(path))
            throw new IOException("it is there. Choose another path, or remove it if nobody uses it.");
        string temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(temporary));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(1);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // The socket of a receiver that did not end in order: nobody listens there.
    private static bool IsAbandoned(string path)
    {
        if (!DeviceConnection.IsSocket(path))
            return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException cause)
        {
            return cause.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private static IPEndPoint Resolve(DnsEndPoint name) => new(Dns.GetHostAddresses(name.Host)[0], name.Port);
}

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>Listens for connections for <see cref="MigrationReceiver"/>, over TCP or a Unix socket.</summary>
public sealed class MigrationListener : IDisposable
{
    private readonly Socket _socket;
    private readonly string? _path;

    /// <summary>Begins to listen.</summary>
    /// <param name="endPoint">
    /// Where: an IP address with a port, 0 for any free one, or the path of a socket that does not exist yet.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="endPoint"/> is null.</exception>
    /// <exception cref="ArgumentException">It is a host's name rather than one of its addresses.</exception>
    /// <exception cref="MigrationException">EEXIST where something listens there already, EPERM otherwise.</exception>
    public MigrationListener(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        if (endPoint is DnsEndPoint)
            throw new ArgumentException($"{endPoint} is a name; listening needs one of the host's addresses.", nameof(endPoint));
        bool isUnix = endPoint.AddressFamily == AddressFamily.Unix;
        _socket = new Socket(
            endPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            _socket.Bind(endPoint);
            _socket.Listen();
            EndPoint = _socket.LocalEndPoint!;
            _path = isUnix ? endPoint.ToString() : null;
        }
        catch (SocketException cause)
        {
            _socket.Dispose();
            throw new MigrationException(
                cause.SocketErrorCode == SocketError.AddressAlreadyInUse ? Errno.EEXIST : Errno.EPERM,
                $"Nothing can listen at {endPoint}: {cause.Message}.",
                cause);
        }
    }

    /// <summary>Where it listens, with the port that was chosen.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>Waits for the next connection.</summary>
    /// <param name="tls">
    /// How this end proves who it is, and whether the sender has to; null for a connection without TLS.
    /// </param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>The connection, to be disposed of.</returns>
    /// <exception cref="MigrationException">
    /// ECONNRESET where the connection broke at once, EPERM where TLS could not be agreed on. The next one may be better.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener was disposed of.</exception>
    public async Task<Stream> AcceptAsync(SslServerAuthenticationOptions? tls = null, CancellationToken cancel = default)
    {
        Socket socket = await _socket.AcceptAsync(cancel).ConfigureAwait(false);
        if (_path is null)
            socket.NoDelay = true;
        var stream = new NetworkStream(socket, ownsSocket: true);
        return tls is null
            ? stream
            : await MigrationSocket
                .SecureAsync(stream, ssl => ssl.AuthenticateAsServerAsync(tls, cancel), "sender").ConfigureAwait(false);
    }

    /// <summary>Ends the listening, and takes the socket's name away. Connections go on.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        if (_path is not null)
            File.Delete(_path);
    }
}

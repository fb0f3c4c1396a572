using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>Connections for <see cref="MigrationSender"/>, over TCP or a Unix socket, with TLS or without.</summary>
public static class MigrationSocket
{
    /// <summary>Connects to a <see cref="MigrationListener"/>.</summary>
    /// <param name="receiver">Where it listens.</param>
    /// <param name="tls">
    /// How the receiver proves who it is, and this end to it; null for a connection that anybody on the way can read and
    /// change.
    /// </param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The connection, to be disposed of.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null.</exception>
    /// <exception cref="MigrationException">
    /// ECONNRESET where nobody listens there or the connection breaks, EPERM where an end does not accept the other one's
    /// certificate or does not speak TLS.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<Stream> ConnectAsync(
        EndPoint receiver, SslClientAuthenticationOptions? tls = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        bool isUnix = receiver.AddressFamily == AddressFamily.Unix;
        // A socket without a family of its own takes whichever the name resolves to.
        Socket socket = isUnix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(receiver, cancel).ConfigureAwait(false);
        }
        catch (SocketException cause)
        {
            socket.Dispose();
            throw new MigrationException(
                Errno.ECONNRESET, $"No receiver can be reached at {receiver}: {cause.Message}.", cause);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        return tls is null
            ? stream
            : await SecureAsync(stream, ssl => ssl.AuthenticateAsClientAsync(tls, cancel), "receiver").ConfigureAwait(false);
    }

    internal static async Task<Stream> SecureAsync(Stream plain, Func<SslStream, Task> authenticate, string peer)
    {
        var ssl = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await authenticate(ssl).ConfigureAwait(false);
            return ssl;
        }
        catch (Exception cause)
        {
            await ssl.DisposeAsync().ConfigureAwait(false);
            throw cause switch
            {
                AuthenticationException => new MigrationException(
                    Errno.EPERM, $"TLS with the {peer} failed: {(cause.InnerException ?? cause).Message}", cause),
                IOException => new MigrationException(
                    Errno.ECONNRESET, $"The connection to the {peer} broke before TLS was agreed on: {cause.Message}", cause),
                _ => cause,
            };
        }
    }
}

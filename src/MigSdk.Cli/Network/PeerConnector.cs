using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Cli;

/// <summary>Connects to the other host of a migration.</summary>
internal static class PeerConnector
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Connects, with TLS where it is asked for.</summary>
    /// <param name="address">Where the receiver listens.</param>
    /// <param name="tls">How the connection is secured; null for not at all.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CliException">Nobody answers there, or the other host is not trusted.</exception>
    internal static async Task<Stream> ConnectAsync(PeerAddress address, TlsFiles? tls, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        Socket socket = CreateSocket(address);
        try
        {
            await socket.ConnectAsync(address.ToEndPoint(), limit.Token);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return tls is null ? stream : await Tls.AsClientAsync(stream, tls, address, limit.Token);
        }
        catch (Exception exception)
        {
            socket.Dispose();
            if (exception is OperationCanceledException && cancel.IsCancellationRequested)
                throw;
            throw exception as CliException ?? new CliException(
                ExitCode.Unreachable, $"Nobody receives at {address}: {Reason(exception)}", exception);
        }
    }

    /// <summary>A socket of the address's kind.</summary>
    internal static Socket CreateSocket(PeerAddress address)
    {
        if (address.Path is not null)
            return new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // A name may mean either family; an address says which.
        var socket = address.ToEndPoint() is IPEndPoint numeric
            ? new Socket(numeric.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        return socket;
    }

    private static string Reason(Exception exception) =>
        exception is OperationCanceledException ? $"it did not answer within {Limit.TotalSeconds} s" : exception.Message;
}

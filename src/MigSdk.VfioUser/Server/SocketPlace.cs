using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace MigSdk.VfioUser;

/// <summary>A server's socket in the file system.</summary>
internal sealed class SocketPlace : IDisposable
{
    private const int Backlog = 16;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private readonly string _path;
    private readonly Socket _socket;
    private volatile bool _isClosed;

    private SocketPlace(string path, Socket socket)
    {
        _path = path;
        _socket = socket;
    }

    /// <summary>Listens, and only then takes the name: a client connects as soon as it sees it.</summary>
    /// <exception cref="IOException">
    /// The name is in use, or is not that of a socket; the message says what to do.
    /// </exception>
    internal static SocketPlace Listen(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("vfio-user devices are served on Linux.");
        path = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(path)
            ?? throw new IOException($"'{path}' is a folder; choose the name of a file that is not there yet.");
        if (!Directory.Exists(folder))
            throw new IOException($"No socket can be made at '{path}': make the folder '{folder}' first.");
        EndPoint name = NameOf(path);
        ThrowIfTaken(path, name);
        // Short, because the names of sockets are.
        string temporary = Path.Combine(folder, "." + Path.GetRandomFileName()[..6]);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(temporary));
            File.SetUnixFileMode(temporary, mode);
            socket.Listen(Backlog);
            File.Move(temporary, path, overwrite: true);
            return new SocketPlace(path, socket);
        }
        catch (Exception cause)
        {
            socket.Dispose();
            File.Delete(temporary);
            throw cause is SocketException
                ? new IOException($"No socket can be made at '{path}': {cause.Message}", cause)
                : cause;
        }
    }

    /// <summary>Waits for the next client; null when the socket is closed.</summary>
    internal Socket? Accept(ILogger logger)
    {
        while (true)
        {
            try
            {
                return _socket.Accept();
            }
            catch (Exception) when (_isClosed)
            {
                return null;
            }
            catch (SocketException cause)
            {
                // Too many descriptors are open, or the client has thought better of it: neither lasts.
                ServerLog.AcceptFailed(logger, cause);
                Thread.Sleep(RetryPause);
            }
        }
    }

    /// <summary>No more clients. The name goes as well.</summary>
    public void Dispose()
    {
        _isClosed = true;
        File.Delete(_path);
        _socket.Dispose();
    }

    private static UnixDomainSocketEndPoint NameOf(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentException cause)
        {
            throw new IOException($"'{path}' is too long for a socket's name; choose a shorter path.", cause);
        }
    }

    private static void ThrowIfTaken(string path, EndPoint name)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(name);
        }
        catch (SocketException cause) when (cause.SocketErrorCode == SocketError.ConnectionRefused && SharedFile.IsSocket(path))
        {
            // Left over from a server that did not end in order: nobody listens any more.
            return;
        }
        catch (SocketException cause)
        {
            throw new IOException($"'{path}' is there and is not an abandoned socket; choose another path or remove it.", cause);
        }

        throw new IOException($"Another server serves at '{path}'; stop it or choose another path.");
    }
}

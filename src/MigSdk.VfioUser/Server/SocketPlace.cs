using System;
using System.IO;
using System.Net.Sockets;

namespace MigSdk.VfioUser;

/// <summary>A server's socket in the file system.</summary>
internal sealed class SocketPlace : IDisposable
{
    private const int Backlog = 16;

    private readonly string _path;
    private readonly Socket _socket;

    private SocketPlace(string path, Socket socket)
    {
        _path = path;
        _socket = socket;
    }

    /// <summary>Listens, and only then takes the name: a client connects as soon as it sees it.</summary>
    /// <exception cref="IOException">The name is in use, or is not that of a socket; the message says what to do.</exception>
    internal static SocketPlace Listen(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("vfio-user devices are served on Linux.");
        path = Path.GetFullPath(path);
        ThrowIfTaken(path);
        string temporary = Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetRandomFileName());
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
            throw cause is SocketException or ArgumentException
                ? new IOException($"No socket can be made at '{path}': {cause.Message}", cause)
                : cause;
        }
    }

    /// <summary>Waits for the next client; null when the socket is closed.</summary>
    internal Socket? Accept()
    {
        try
        {
            return _socket.Accept();
        }
        catch (Exception cause) when (cause is ObjectDisposedException
            || cause is SocketException { SocketErrorCode: SocketError.Interrupted or SocketError.OperationAborted or SocketError.InvalidArgument })
        {
            return null;
        }
    }

    /// <summary>No more clients. The name goes as well.</summary>
    public void Dispose()
    {
        File.Delete(_path);
        _socket.Dispose();
    }

    private static void ThrowIfTaken(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException cause) when (cause.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
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

    private static bool IsSocket(string path) => SharedFile.IsSocket(path);
}

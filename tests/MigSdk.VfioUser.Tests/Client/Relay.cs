using System;
using System.Buffers.Binary;
using System.IO;
using System.Net.Sockets;
using System.Threading;

namespace MigSdk.VfioUser.Tests;

/// <summary>
/// Stands between a client and a server, counts their messages, and cuts the connection at one of them. It does not pass
/// descriptors on; a migration has none.
/// </summary>
internal sealed class Relay : IDisposable
{
    private const int HeaderSize = 16;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Lock _lock = new();
    private Socket? _client;
    private Socket? _server;
    private int _messages;
    private bool _isCut;

    internal string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(), "relay-" + System.IO.Path.GetRandomFileName());

    /// <summary>How many messages have passed, in both directions.</summary>
    internal int Messages => Volatile.Read(ref _messages);

    /// <summary>At which message everything ends; never where it is negative.</summary>
    internal int CutAt { get; set; } = -1;

    /// <summary>Is told the number of each message before that is passed on.</summary>
    internal Action<int>? OnMessage { get; set; }

    /// <summary>Whether the message at which it ends still passes.</summary>
    internal bool PassesLast { get; set; }

    /// <summary>What else ends with it.</summary>
    internal Relay? Twin { get; set; }

    internal bool IsCut => Volatile.Read(ref _isCut);

    internal void Start(string serverPath)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        new Thread(() => Run(serverPath)) { IsBackground = true }.Start();
    }

    internal void Cut()
    {
        lock (_lock)
        {
            if (_isCut)
                return;
            _isCut = true;
            _client?.Dispose();
            _server?.Dispose();
        }

        Twin?.Cut();
    }

    public void Dispose()
    {
        Twin = null;
        Cut();
        _listener.Dispose();
        File.Delete(Path);
    }

    private void Run(string serverPath)
    {
        try
        {
            Socket client = _listener.Accept();
            var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            server.Connect(new UnixDomainSocketEndPoint(serverPath));
            lock (_lock)
            {
                if (_isCut)
                {
                    client.Dispose();
                    server.Dispose();
                    return;
                }

                (_client, _server) = (client, server);
            }

            new Thread(() => Pass(server, client)) { IsBackground = true }.Start();
            Pass(client, server);
        }
        catch (Exception cause) when (cause is SocketException or ObjectDisposedException)
        {
            // It was ended before it began.
        }
    }

    private void Pass(Socket from, Socket to)
    {
        byte[] buffer = new byte[HeaderSize + (2 * 1024 * 1024)];
        try
        {
            while (Receive(from, buffer.AsSpan(0, HeaderSize)))
            {
                int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(4));
                if (!Receive(from, buffer.AsSpan(HeaderSize, length - HeaderSize)))
                    break;
                int number = Interlocked.Increment(ref _messages) - 1;
                OnMessage?.Invoke(number);
                bool isLast = number == CutAt;
                if (!isLast || PassesLast)
                    to.Send(buffer.AsSpan(0, length));
                if (isLast)
                {
                    Cut();
                    return;
                }
            }
        }
        catch (Exception cause) when (cause is SocketException or ObjectDisposedException)
        {
            // One side has gone.
        }

        Cut();
    }

    private static bool Receive(Socket socket, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = socket.Receive(buffer);
            if (count == 0)
                return false;
            buffer = buffer[count..];
        }

        return true;
    }
}

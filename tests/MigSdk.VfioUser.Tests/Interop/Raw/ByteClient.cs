using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static MigSdk.VfioUser.Tests.Interop.Raw.RawNative;

namespace MigSdk.VfioUser.Tests.Interop.Raw;

/// <summary>
/// A client that writes bytes to the server's socket and hands out the bytes that come back. It knows the protocol's
/// framing and nothing else, so that it can also send what no client should.
/// </summary>
internal sealed unsafe class ByteClient : IDisposable
{
    /// <summary>What libvfio-user's client sends.</summary>
    internal const string Capabilities = """{"capabilities":{"max_msg_fds":32,"max_data_xfer_size":1048576}}""";

    internal const int TimeoutMilliseconds = 10_000;

    private const int MaxDescriptors = 64;

    private readonly Socket _socket;
    private readonly Queue<RawMessage> _repliesOutOfTurn = new();
    private ushort _nextId = 0x1000;

    private ByteClient(Socket socket) => _socket = socket;

    /// <summary>Answers what the server asks while <see cref="Call"/> waits; null: it must not ask.</summary>
    internal Func<RawMessage, byte[]?>? OnCommand { get; set; }

    /// <summary>Connects, and sends nothing.</summary>
    internal static ByteClient Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new ByteClient(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects and negotiates.</summary>
    internal static ByteClient Open(string path, ushort minor = 2, string? json = Capabilities)
    {
        ByteClient client = Connect(path);
        using RawMessage reply = client.Call(Command.Version, Payloads.Version(0, minor, json));
        return reply.Flags == RawMessage.Reply ? client : throw new InvalidDataException(reply.ToString());
    }

    /// <summary>A client over a descriptor that the server sent: the twin socket.</summary>
    internal static ByteClient Over(SafeFileHandle descriptor)
    {
        var client = new ByteClient(new Socket(new SafeSocketHandle(descriptor.DangerousGetHandle(), ownsHandle: true)));
        descriptor.SetHandleAsInvalid();
        return client;
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    internal RawMessage Call(ushort command, ReadOnlySpan<byte> payload = default, params ReadOnlySpan<SafeHandle> descriptors) =>
        ReceiveReply(Send(command, payload, 0, descriptors));

    /// <summary>Sends a request.</summary>
    /// <returns>The id that it bears.</returns>
    internal ushort Send(
        ushort command, ReadOnlySpan<byte> payload = default, uint flags = 0, params ReadOnlySpan<SafeHandle> descriptors)
    {
        ushort id = _nextId++;
        SendBytes(Frame(id, command, flags, payload), descriptors);
        return id;
    }

    /// <summary>Answers a command of the server.</summary>
    internal void Answer(RawMessage request, ReadOnlySpan<byte> payload) =>
        SendBytes(Frame(request.Id, request.Command, RawMessage.Reply, payload));

    /// <summary>Answers a command of the server with an error.</summary>
    internal void Refuse(RawMessage request, int errno) =>
        SendBytes(Frame(request.Id, request.Command, RawMessage.ErrorReply, [], errno));

    internal static byte[] Frame(ushort id, ushort command, uint flags, ReadOnlySpan<byte> payload, int errno = 0)
    {
        byte[] message = new byte[RawMessage.HeaderBytes + payload.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(message, id);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(2), command);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), flags);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), errno);
        payload.CopyTo(message.AsSpan(RawMessage.HeaderBytes));
        return message;
    }

    /// <summary>Sends bytes as they are, with descriptors at their first byte.</summary>
    internal void SendBytes(ReadOnlySpan<byte> bytes, params ReadOnlySpan<SafeHandle> descriptors)
    {
        while (!bytes.IsEmpty)
        {
            int sent = TrySend(bytes, descriptors, TimeoutMilliseconds);
            if (sent == 0)
                throw new TimeoutException("The server does not read.");
            bytes = bytes[sent..];
            descriptors = default;
        }
    }

    /// <summary>Sends what fits.</summary>
    /// <returns>The bytes sent; 0 when the server has not read for so long.</returns>
    internal int TrySend(ReadOnlySpan<byte> bytes, ReadOnlySpan<SafeHandle> descriptors, int milliseconds)
    {
        if (!Wait(PollOut, milliseconds))
            return 0;
        byte* control = stackalloc byte[ControlHeaderBytes + (MaxDescriptors * sizeof(int))];
        fixed (byte* start = bytes)
        {
            var vector = new IoVector { Base = start, Length = (nuint)bytes.Length };
            var header = new SocketMessage { Vectors = &vector, VectorCount = 1 };
            if (!descriptors.IsEmpty)
            {
                int length = ControlHeaderBytes + (descriptors.Length * sizeof(int));
                *(long*)control = length;
                *(int*)(control + 8) = SolSocket;
                *(int*)(control + 12) = ScmRights;
                for (int i = 0; i < descriptors.Length; i++)
                    ((int*)(control + ControlHeaderBytes))[i] = descriptors[i].DangerousGetHandle().ToInt32();
                header.Control = control;
                header.ControlLength = (nuint)((length + 7) & ~7);
            }

            nint sent = RawNative.SendMessage(Descriptor, &header, MsgNoSignal | MsgDontWait);
            if (sent < 0)
            {
                const int Again = 11;
                int errno = Marshal.GetLastPInvokeError();
                return errno == Again ? 0 : throw new IOException($"sendmsg: errno {errno}");
            }

            return (int)sent;
        }
    }

    /// <summary>The reply with this id; other replies are kept for their own callers, commands are answered.</summary>
    internal RawMessage ReceiveReply(ushort id)
    {
        for (int waiting = _repliesOutOfTurn.Count; waiting > 0; waiting--)
        {
            RawMessage early = _repliesOutOfTurn.Dequeue();
            if (early.Id == id)
                return early;
            _repliesOutOfTurn.Enqueue(early);
        }

        while (true)
        {
            RawMessage message = Receive();
            if (message.IsCommand)
                AnswerByHandler(message);
            else if (message.Id == id)
                return message;
            else
                _repliesOutOfTurn.Enqueue(message);
        }
    }

    /// <summary>The next message, whatever it is.</summary>
    /// <exception cref="EndOfStreamException">The server has closed the connection.</exception>
    /// <exception cref="TimeoutException">Nothing came.</exception>
    internal RawMessage Receive(int milliseconds = TimeoutMilliseconds)
    {
        List<SafeFileHandle> descriptors = [];
        byte[] header = new byte[RawMessage.HeaderBytes];
        Fill(header, descriptors, milliseconds);
        int size = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4));
        if (size < RawMessage.HeaderBytes || size > 64 << 20)
            throw new InvalidDataException($"The server sent a message of {size} bytes.");
        byte[] payload = new byte[size - RawMessage.HeaderBytes];
        Fill(payload, null, milliseconds);
        return new RawMessage(header, payload, descriptors);
    }

    /// <summary>Whether nothing comes for so long.</summary>
    internal bool IsSilent(int milliseconds) => !Wait(PollIn, milliseconds);

    /// <summary>Whether the server closes the connection in time, whatever it still sends before.</summary>
    internal bool IsClosedByServer(int milliseconds = TimeoutMilliseconds)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            while (clock.ElapsedMilliseconds < milliseconds)
                Receive(milliseconds).Dispose();
        }
        catch (Exception end) when (end is EndOfStreamException or IOException)
        {
            return true;
        }
        catch (TimeoutException)
        {
        }

        return false;
    }

    /// <summary>Ends one direction: the server sees the end of the requests and can still send.</summary>
    internal void EndRequests() => _socket.Shutdown(SocketShutdown.Send);

    public void Dispose()
    {
        foreach (RawMessage reply in _repliesOutOfTurn)
            reply.Dispose();
        _socket.Dispose();
    }

    private const int MsgDontWait = 0x40;

    private int Descriptor => _socket.Handle.ToInt32();

    private void AnswerByHandler(RawMessage command)
    {
        using (command)
        {
            if (OnCommand is null)
                throw new InvalidDataException($"The server asked for something unexpected: {command}");
            if (OnCommand(command) is { } payload)
                Answer(command, payload);
            else
                Refuse(command, 14);
        }
    }

    // Descriptors come with a message's first byte: clients read header and payload by separate calls.
    private void Fill(Span<byte> buffer, List<SafeFileHandle>? descriptors, int milliseconds)
    {
        byte* control = stackalloc byte[ControlHeaderBytes + (MaxDescriptors * sizeof(int))];
        while (!buffer.IsEmpty)
        {
            if (!Wait(PollIn, milliseconds))
                throw new TimeoutException($"{buffer.Length} bytes of a message did not come.");
            fixed (byte* start = buffer)
            {
                var vector = new IoVector { Base = start, Length = (nuint)buffer.Length };
                var header = new SocketMessage
                {
                    Vectors = &vector,
                    VectorCount = 1,
                    Control = control,
                    ControlLength = ControlHeaderBytes + (MaxDescriptors * sizeof(int)),
                };
                nint received = RawNative.ReceiveMessage(Descriptor, &header, MsgCloseOnExec);
                if (received < 0)
                    throw new IOException($"recvmsg: errno {Marshal.GetLastPInvokeError()}");
                if (received == 0)
                    throw new EndOfStreamException("The server closed the connection.");
                if (header.ControlLength >= ControlHeaderBytes + sizeof(int))
                {
                    if (descriptors is null)
                        throw new InvalidDataException("Descriptors came with a payload, not with its header.");
                    int count = (int)((*(long*)control - ControlHeaderBytes) / sizeof(int));
                    for (int i = 0; i < count; i++)
                        descriptors.Add(new SafeFileHandle(((int*)(control + ControlHeaderBytes))[i], ownsHandle: true));
                }

                if ((header.Flags & MsgControlTruncated) != 0)
                    throw new InvalidDataException("More descriptors than fit.");
                buffer = buffer[(int)received..];
            }
        }
    }

    private bool Wait(short events, int milliseconds)
    {
        var poll = new PollDescriptor { Descriptor = Descriptor, Events = events };
        return Poll(&poll, 1, milliseconds) > 0;
    }
}

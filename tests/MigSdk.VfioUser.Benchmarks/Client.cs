using System;
using System.Buffers.Binary;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using static MigSdk.VfioUser.Benchmarks.Native;

namespace MigSdk.VfioUser.Benchmarks;

/// <summary>
/// A client that knows the protocol's bytes and allocates nothing per message: what is measured is the server, be it this
/// tree's or any other.
/// </summary>
internal sealed unsafe class Client : IDisposable
{
    internal const ushort DmaMap = 2;
    internal const ushort DmaUnmap = 3;
    internal const ushort RegionRead = 9;
    internal const ushort RegionWrite = 10;
    internal const ushort DmaRead = 11;
    internal const ushort DmaWrite = 12;
    internal const ushort Reset = 13;
    internal const ushort Feature = 16;
    internal const ushort MigrationRead = 17;
    internal const ushort MigrationWrite = 18;

    /// <summary>The most data in one message.</summary>
    internal const int MaxTransfer = 1 << 20;

    private const int HeaderBytes = 16;
    private const uint NoReply = 0x10;
    private const int BufferBytes = HeaderBytes + 16 + MaxTransfer;

    private readonly Socket _socket;
    private readonly int _descriptor;
    private readonly byte* _out = (byte*)NativeMemory.AllocZeroed(BufferBytes);
    private readonly byte* _in = (byte*)NativeMemory.AllocZeroed(BufferBytes);
    private ushort _id;

    internal Client(string path)
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _descriptor = _socket.Handle.ToInt32();
        byte[] offer = Encoding.UTF8.GetBytes(
            "\0\0\u0001\0{\"capabilities\":{\"max_msg_fds\":8,\"max_data_xfer_size\":1048576}}\0");
        offer.CopyTo(Payload);
        Call(1, offer.Length);
    }

    /// <summary>Where the next request's payload is put together.</summary>
    internal Span<byte> Payload => new(_out + HeaderBytes, BufferBytes - HeaderBytes);

    /// <summary>The last reply's payload.</summary>
    internal ReadOnlySpan<byte> Reply => new(_in + HeaderBytes, BufferBytes - HeaderBytes);

    /// <summary>Sends what is in <see cref="Payload"/>.</summary>
    internal void Send(ushort command, int payloadBytes, uint flags = 0)
    {
        WriteHeader(_id++, command, payloadBytes, flags);
        SendAll(_out, HeaderBytes + payloadBytes);
    }

    /// <summary>Sends what is in <see cref="Payload"/> and waits for the reply, answering the server's own requests.</summary>
    /// <returns>The bytes of the reply's payload.</returns>
    internal int Call(ushort command, int payloadBytes)
    {
        Send(command, payloadBytes);
        return ReceiveReply();
    }

    /// <summary>The bytes of the next reply's payload.</summary>
    internal int ReceiveReply()
    {
        while (true)
        {
            ReceiveAll(_in, HeaderBytes);
            int payload = *(int*)(_in + 4) - HeaderBytes;
            if ((uint)payload > BufferBytes - HeaderBytes)
                throw new InvalidDataException($"The server sent a message of {payload} bytes.");
            ReceiveAll(_in + HeaderBytes, payload);
            uint flags = *(uint*)(_in + 8);
            if ((flags & 0xF) == 0)
            {
                AnswerDma();
                continue;
            }

            if ((flags & 0x20) != 0)
                throw new InvalidDataException($"The server refused command {*(ushort*)(_in + 2)}: errno {*(int*)(_in + 12)}.");
            return payload;
        }
    }

    internal int ReadRegion(uint region, ulong offset, int count)
    {
        WriteAccess(region, offset, count);
        return Call(RegionRead, 16);
    }

    internal void WriteRegion(uint region, ulong offset, uint value)
    {
        WriteAccess(region, offset, sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(Payload[16..], value);
        Call(RegionWrite, 20);
    }

    internal void PostRegion(uint region, ulong offset, uint value)
    {
        WriteAccess(region, offset, sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(Payload[16..], value);
        Send(RegionWrite, 20, NoReply);
    }

    internal void WriteRegion(uint region, ulong offset, ulong value)
    {
        WriteAccess(region, offset, sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(Payload[16..], value);
        Call(RegionWrite, 24);
    }

    /// <summary>Sends a read without waiting.</summary>
    internal void SendRead(uint region, ulong offset, int count)
    {
        WriteAccess(region, offset, count);
        Send(RegionRead, 16);
    }

    /// <summary>Maps a range, with a memory file behind it or without.</summary>
    internal void Map(ulong address, ulong size, bool withFile)
    {
        Span<byte> payload = Payload;
        BinaryPrimitives.WriteUInt32LittleEndian(payload, 32);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], 3);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[8..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[16..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[24..], size);
        if (!withFile)
        {
            Call(DmaMap, 32);
            return;
        }

        int file = MemoryFile("guest", 0);
        ThrowIfFailed(file);
        ThrowIfFailed(Truncate(file, (long)size));
        SendWithDescriptor(DmaMap, 32, file);
        ReceiveReply();
        ThrowIfFailed(Native.Close(file));
    }

    internal void Unmap(ulong address, ulong size)
    {
        Span<byte> payload = Payload;
        BinaryPrimitives.WriteUInt32LittleEndian(payload, 24);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[8..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[16..], size);
        Call(DmaUnmap, 24);
    }

    internal void SetState(uint state)
    {
        Span<byte> payload = Payload;
        BinaryPrimitives.WriteUInt32LittleEndian(payload, 16);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], (1 << 17) | 2);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[8..], state);
        BinaryPrimitives.WriteInt32LittleEndian(payload[12..], -1);
        Call(Feature, 16);
    }

    /// <returns>The bytes read; 0 at the end.</returns>
    internal int ReadMigration(int size)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Payload, 8 + size);
        BinaryPrimitives.WriteInt32LittleEndian(Payload[4..], size);
        Call(MigrationRead, 8);
        return BinaryPrimitives.ReadInt32LittleEndian(Reply[4..]);
    }

    internal void WriteMigration(int size)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Payload, 8 + size);
        BinaryPrimitives.WriteInt32LittleEndian(Payload[4..], size);
        Call(MigrationWrite, 8 + size);
    }

    public void Dispose()
    {
        _socket.Dispose();
        NativeMemory.Free(_out);
        NativeMemory.Free(_in);
    }

    private void WriteAccess(uint region, ulong offset, int count)
    {
        *(ulong*)(_out + HeaderBytes) = offset;
        *(uint*)(_out + HeaderBytes + 8) = region;
        *(int*)(_out + HeaderBytes + 12) = count;
    }

    private void WriteHeader(ushort id, ushort command, int payloadBytes, uint flags)
    {
        *(ushort*)_out = id;
        *(ushort*)(_out + 2) = command;
        *(int*)(_out + 4) = HeaderBytes + payloadBytes;
        *(uint*)(_out + 8) = flags;
        *(uint*)(_out + 12) = 0;
    }

    // The reply to a read has address and count, and then the data: whatever the buffer holds is as good as any.
    private void AnswerDma()
    {
        ushort command = *(ushort*)(_in + 2);
        long count = *(long*)(_in + HeaderBytes + 8);
        if (command is not (DmaRead or DmaWrite) || (ulong)count > MaxTransfer)
            throw new InvalidDataException($"The server sent command {command} for {count} bytes.");
        byte* reply = command == DmaRead ? _out : _in;
        *(ushort*)reply = *(ushort*)_in;
        *(ushort*)(reply + 2) = command;
        *(long*)(reply + HeaderBytes) = *(long*)(_in + HeaderBytes);
        *(long*)(reply + HeaderBytes + 8) = count;
        int payload = 16 + (command == DmaRead ? (int)count : 0);
        *(int*)(reply + 4) = HeaderBytes + payload;
        *(uint*)(reply + 8) = 1;
        *(uint*)(reply + 12) = 0;
        SendAll(reply, HeaderBytes + payload);
    }

    private void SendWithDescriptor(ushort command, int payloadBytes, int descriptor)
    {
        WriteHeader(_id++, command, payloadBytes, 0);
        byte* control = stackalloc byte[24];
        *(long*)control = 20;
        *(int*)(control + 8) = 1;
        *(int*)(control + 12) = 1;
        *(int*)(control + 16) = descriptor;
        var vector = new IoVector { Base = _out, Length = (nuint)(HeaderBytes + payloadBytes) };
        var message = new SocketMessage { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = 24 };
        ThrowIfFailed(SendMessage(_descriptor, &message, MsgNoSignal));
    }

    private void SendAll(byte* bytes, int count)
    {
        while (count > 0)
        {
            nint sent = Native.Send(_descriptor, bytes, (nuint)count, MsgNoSignal);
            ThrowIfFailed(sent);
            bytes += sent;
            count -= (int)sent;
        }
    }

    private void ReceiveAll(byte* bytes, int count)
    {
        while (count > 0)
        {
            nint received = Native.Receive(_descriptor, bytes, (nuint)count, MsgWaitAll);
            ThrowIfFailed(received);
            if (received == 0)
                throw new EndOfStreamException("The server closed the connection.");
            bytes += received;
            count -= (int)received;
        }
    }
}

using System;
using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>Cuts what a socket brings into messages. One thread at a time.</summary>
internal sealed class MessageReader(MessageSocket socket, ProtocolLimits limits, MessagePool pool) : IDisposable
{
    // Many small messages at once, and not much to copy at the beginning of a large one.
    private const int BufferSize = 16 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly DescriptorQueue _descriptors = new();
    private int _start;
    private int _end;
    private long _received;

    /// <summary>Reads the next message, and waits for it.</summary>
    /// <returns>
    /// The message, to be disposed; null where the peer has closed the connection between two messages.
    /// </returns>
    /// <exception cref="ProtocolException">What came is no message, too long, or has too many descriptors.</exception>
    /// <exception cref="System.IO.IOException">The connection failed.</exception>
    internal IncomingMessage? Read()
    {
        while (_end - _start < MessageHeader.Size)
        {
            if (!Fill())
                return _end == _start ? null : throw Truncated();
        }

        var header = MemoryMarshal.Read<MessageHeader>(_buffer.AsSpan(_start));
        Check(header);
        _start += MessageHeader.Size;
        IncomingMessage message = pool.Rent(header);
        try
        {
            ReadPayload(message.Payload);
            _descriptors.MoveTo(message.Descriptors, _received - (_end - _start));
            if (message.DescriptorCount > limits.MaxDescriptors)
            {
                throw new ProtocolException(
                    $"{message.DescriptorCount} descriptors came with a message; {limits.MaxDescriptors} are taken.");
            }

            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    public void Dispose() => _descriptors.Dispose();

    private void ReadPayload(Span<byte> payload)
    {
        int buffered = Math.Min(payload.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(payload);
        _start += buffered;
        payload = payload[buffered..];
        // What is large goes where it belongs without being copied; what is small brings the next messages along.
        while (payload.Length >= BufferSize)
            payload = payload[Receive(payload)..];
        while (!payload.IsEmpty)
        {
            if (!Fill())
                throw Truncated();
            int count = Math.Min(payload.Length, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(payload);
            _start += count;
            payload = payload[count..];
        }
    }

    private bool Fill()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int received = ReceiveInto(_buffer.AsSpan(_end));
        _end += received;
        return received > 0;
    }

    private int Receive(Span<byte> payload)
    {
        int received = ReceiveInto(payload);
        return received > 0 ? received : throw Truncated();
    }

    private int ReceiveInto(Span<byte> buffer)
    {
        int received = socket.Receive(buffer, _descriptors);
        _received += received;
        _descriptors.Place(_received - 1);
        return received;
    }

    private void Check(MessageHeader header)
    {
        if (header.Length < MessageHeader.Size || header.Length > (uint)limits.MaxMessage)
        {
            throw new ProtocolException(
                $"A message of {header.Length} bytes came; they have {MessageHeader.Size} to {limits.MaxMessage}.");
        }

        if (!header.IsCommand && !header.IsReply)
            throw new ProtocolException($"A message came that is neither command nor reply (flags 0x{(uint)header.Flags:x}).");
    }

    private static ProtocolException Truncated() => new("The connection ended in the middle of a message.");
}

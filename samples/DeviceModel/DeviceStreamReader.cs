using System;
using System.Collections;
using MigSdk;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Samples.Devices;

/// <summary>
/// Reads a device's stream as it comes, cut anywhere, into an image beside the device. The device itself is not touched:
/// only a stream that was right to its last byte gives an image.
/// </summary>
/// <param name="device">The device that is to take over the state.</param>
public sealed class DeviceStreamReader(Device device)
{
    private readonly byte[] _piece = new byte[StreamFormat.PagePayloadBytes];
    private readonly BitArray _seen = new(device.PageCount);
    private Part _part = Part.Header;
    private int _needed = StreamFormat.HeaderBytes;
    private int _have;
    private uint _checksum;
    private byte[] _memory = [];
    private ulong[]? _registers;
    private int _missing = device.PageCount;
    private ulong _pages;

    private enum Part
    {
        Header,
        RecordHead,
        Page,
        Registers,
        End,
        Nothing,
    }

    /// <summary>What is wrong with the stream so far; null while nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes the next bytes. After a fault they are ignored.</summary>
    /// <param name="data">The bytes, any number of them.</param>
    public void Add(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty && Fault is null)
        {
            if (_part == Part.Nothing)
            {
                Fault = "There is data after the end.";
                return;
            }

            int count = Math.Min(_needed - _have, data.Length);
            if (count == _needed)
            {
                Accept(data[..count]);
            }
            else
            {
                data[..count].CopyTo(_piece.AsSpan(_have));
                _have += count;
                if (_have == _needed)
                {
                    _have = 0;
                    Accept(_piece.AsSpan(0, _needed));
                }
            }

            data = data[count..];
        }
    }

    /// <summary>Ends the stream.</summary>
    /// <returns>The image, if the stream was complete and right.</returns>
    /// <exception cref="MigrationException">
    /// EINVAL: it was truncated, too long, corrupt, or of another kind of device.
    /// </exception>
    public DeviceImage Complete()
    {
        if (_part != Part.Nothing)
            Fault ??= "The stream is truncated.";
        ThrowIfFaulty();
        return new DeviceImage(_memory, _registers!);
    }

    /// <summary>Refuses a stream as soon as it is known to be wrong.</summary>
    /// <exception cref="MigrationException">EINVAL with what is wrong.</exception>
    public void ThrowIfFaulty()
    {
        if (Fault is not null)
            throw new MigrationException(Errno.EINVAL, Fault);
    }

    private void Accept(ReadOnlySpan<byte> piece)
    {
        Part part = _part;
        // The checksum does not go over itself.
        _checksum = StreamFormat.Checksum(_checksum, part == Part.End ? piece[..sizeof(ulong)] : piece);
        Expect(Part.RecordHead, StreamFormat.RecordHeadBytes);
        Fault = part switch
        {
            Part.Header => AcceptHeader(piece),
            Part.RecordHead => AcceptRecordHead(piece),
            Part.Page => AcceptPage(piece),
            Part.Registers => AcceptRegisters(piece),
            Part.End => AcceptEnd(piece),
            _ => throw new InvalidOperationException("Nothing follows the end."),
        };
    }

    private string? AcceptHeader(ReadOnlySpan<byte> header)
    {
        uint checksum = StreamFormat.Checksum(0, header[..StreamFormat.HeaderChecksumOffset]);
        ulong memoryBytes = ReadUInt64LittleEndian(header[24..]);
        string? fault = (ReadUInt64LittleEndian(header), ReadUInt32LittleEndian(header[8..])) switch
        {
            (not StreamFormat.Magic, _) => "This is no stream of such a device.",
            (_, not StreamFormat.Version) => "The stream's version is not known.",
            _ when ReadUInt64LittleEndian(header[StreamFormat.HeaderChecksumOffset..]) != checksum =>
                "The header is corrupt.",
            _ when ReadUInt32LittleEndian(header[12..]) != Device.PageSize => "The source has pages of another size.",
            _ when ReadUInt64LittleEndian(header[16..]) != Device.Id => "The source is another kind of device.",
            _ when memoryBytes != (ulong)device.MemoryBytes =>
                $"The source has {memoryBytes} bytes of memory, this device {device.MemoryBytes}.",
            _ => null,
        };
        if (fault is null)
            _memory = GC.AllocateUninitializedArray<byte>(device.MemoryBytes);
        return fault;
    }

    private string? AcceptRecordHead(ReadOnlySpan<byte> head)
    {
        int length = ReadInt32LittleEndian(head[4..]);
        (Part part, int expected) = ReadUInt32LittleEndian(head) switch
        {
            StreamFormat.PageTag => (Part.Page, StreamFormat.PagePayloadBytes),
            StreamFormat.RegistersTag => (Part.Registers, StreamFormat.RegistersPayloadBytes),
            StreamFormat.EndTag => (Part.End, StreamFormat.EndPayloadBytes),
            _ => (Part.Nothing, -1),
        };
        if (length != expected)
            return "A record is of no known kind, or its length does not fit its kind.";
        Expect(part, expected);
        return null;
    }

    private string? AcceptPage(ReadOnlySpan<byte> payload)
    {
        ulong index = ReadUInt64LittleEndian(payload);
        if (index >= (ulong)device.PageCount)
            return $"Page {index} lies outside the memory.";
        payload[StreamFormat.PageIndexBytes..].CopyTo(_memory.AsSpan((int)index * Device.PageSize));
        _pages++;
        if (!_seen[(int)index])
            _missing--;
        _seen[(int)index] = true;
        return null;
    }

    private string? AcceptRegisters(ReadOnlySpan<byte> payload)
    {
        if (_registers is not null)
            return "The registers come twice.";
        _registers = new ulong[Device.RegisterCount];
        for (int i = 0; i < _registers.Length; i++)
            _registers[i] = ReadUInt64LittleEndian(payload[(i * sizeof(ulong))..]);

        return _registers[(int)Register.DeviceId] == Device.Id
            && _registers[(int)Register.Revision] == Device.LayoutRevision
            && (_registers[(int)Register.Control] & ~Device.Go) == 0
            && _registers[(int)Register.PeerSent] <= _registers[(int)Register.PeerQueued]
                ? null
                : "A register has a value that no such device can have.";
    }

    private string? AcceptEnd(ReadOnlySpan<byte> payload)
    {
        Expect(Part.Nothing, int.MaxValue);
        if (ReadUInt64LittleEndian(payload) != _pages || _missing > 0 || _registers is null)
            return "The stream is not complete.";
        return ReadUInt64LittleEndian(payload[sizeof(ulong)..]) == _checksum ? null : "The stream is corrupt.";
    }

    private void Expect(Part part, int bytes)
    {
        _part = part;
        _needed = bytes;
    }
}

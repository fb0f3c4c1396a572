using System;
using System.Collections.Generic;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Samples.Devices;

/// <summary>Writes a device's stream, piece by piece, into memory that the caller gives.</summary>
/// <param name="device">The device whose state it is.</param>
public sealed class DeviceStreamWriter(Device device)
{
    /// <summary>The size of the header in bytes.</summary>
    public const int HeaderBytes = StreamFormat.HeaderBytes;

    /// <summary>The size of a page with all that goes with it, in bytes.</summary>
    public const int PageBytes = StreamFormat.RecordHeadBytes + StreamFormat.PagePayloadBytes;

    private const int ChunkPages = 64;

    private uint _checksum;
    private ulong _pages;

    /// <summary>The size of what comes last (the registers and the end), in bytes.</summary>
    public static int TrailerBytes { get; } =
        (2 * StreamFormat.RecordHeadBytes) + StreamFormat.RegistersPayloadBytes + StreamFormat.EndPayloadBytes;

    /// <summary>Writes the header: what a destination needs to know to tell whether it can take the rest.</summary>
    /// <param name="buffer">Where to, at least <see cref="HeaderBytes"/> long.</param>
    /// <returns><see cref="HeaderBytes"/>.</returns>
    public int WriteHeader(Span<byte> buffer)
    {
        buffer = buffer[..HeaderBytes];
        WriteUInt64LittleEndian(buffer, StreamFormat.Magic);
        WriteUInt32LittleEndian(buffer[8..], StreamFormat.Version);
        WriteUInt32LittleEndian(buffer[12..], Device.PageSize);
        WriteUInt64LittleEndian(buffer[16..], Device.Id);
        WriteUInt64LittleEndian(buffer[24..], (ulong)device.MemoryBytes);
        uint checksum = StreamFormat.Checksum(0, buffer[..StreamFormat.HeaderChecksumOffset]);
        WriteUInt64LittleEndian(buffer[StreamFormat.HeaderChecksumOffset..], checksum);
        return Count(buffer);
    }

    /// <summary>Writes a page as it is now.</summary>
    /// <param name="buffer">Where to, at least <see cref="PageBytes"/> long.</param>
    /// <param name="index">The page's index.</param>
    /// <returns><see cref="PageBytes"/>.</returns>
    public int WritePage(Span<byte> buffer, int index)
    {
        buffer = buffer[..PageBytes];
        Span<byte> payload = BeginRecord(buffer, StreamFormat.PageTag, StreamFormat.PagePayloadBytes);
        WriteUInt64LittleEndian(payload, (ulong)index);
        device.CopyPage(index, payload[StreamFormat.PageIndexBytes..]);
        _pages++;
        return Count(buffer);
    }

    /// <summary>
    /// Writes the registers and the end. The device must have been stopped before the last page was written.
    /// </summary>
    /// <param name="buffer">Where to, at least <see cref="TrailerBytes"/> long.</param>
    /// <returns><see cref="TrailerBytes"/>.</returns>
    public int WriteTrailer(Span<byte> buffer)
    {
        buffer = buffer[..TrailerBytes];
        int registersBytes = StreamFormat.RecordHeadBytes + StreamFormat.RegistersPayloadBytes;
        Span<byte> payload = BeginRecord(buffer, StreamFormat.RegistersTag, StreamFormat.RegistersPayloadBytes);
        Span<ulong> registers = stackalloc ulong[Device.RegisterCount];
        device.CopyRegisters(registers);
        for (int i = 0; i < registers.Length; i++)
            WriteUInt64LittleEndian(payload[(i * sizeof(ulong))..], registers[i]);
        Count(buffer[..registersBytes]);

        Span<byte> end = buffer[registersBytes..];
        payload = BeginRecord(end, StreamFormat.EndTag, StreamFormat.EndPayloadBytes);
        WriteUInt64LittleEndian(payload, _pages);
        Count(end[..^sizeof(ulong)]);
        WriteUInt64LittleEndian(payload[sizeof(ulong)..], _checksum);
        return TrailerBytes;
    }

    /// <summary>
    /// The rest of a stopped device's stream after the header, in chunks: every page, then the registers and the end.
    /// </summary>
    /// <returns>Chunks; each is valid until the next one is asked for.</returns>
    public IEnumerable<ReadOnlyMemory<byte>> WriteStoppedState()
    {
        byte[] chunk = new byte[ChunkPages * PageBytes];
        for (int page = 0; page < device.PageCount;)
        {
            int length = 0;
            for (; page < device.PageCount && length < chunk.Length; page++)
                length += WritePage(chunk.AsSpan(length), page);
            yield return chunk.AsMemory(0, length);
        }

        yield return chunk.AsMemory(0, WriteTrailer(chunk));
    }

    private static Span<byte> BeginRecord(Span<byte> buffer, uint tag, int payloadBytes)
    {
        WriteUInt32LittleEndian(buffer, tag);
        WriteUInt32LittleEndian(buffer[4..], (uint)payloadBytes);
        return buffer.Slice(StreamFormat.RecordHeadBytes, payloadBytes);
    }

    private int Count(ReadOnlySpan<byte> written)
    {
        _checksum = StreamFormat.Checksum(_checksum, written);
        return written.Length;
    }
}

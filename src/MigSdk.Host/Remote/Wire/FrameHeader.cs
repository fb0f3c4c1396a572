using System;
using System.Buffers.Binary;
using System.Numerics;

namespace MigSdk.Host;

/// <summary>What precedes the payload of a frame. Little-endian, 20 bytes.</summary>
/// <remarks>
/// Length of the payload u32@0, kind u16@4, zero u16@6, sequence number u32@8, request id u32@12, CRC-32C u32@16 of the
/// 16 bytes before it and the payload. TCP's own checksum lets one in some billions of broken packets pass, and a
/// missing or repeated frame would be a device with another state.
/// </remarks>
internal readonly record struct FrameHeader(int Length, FrameKind Kind, uint Sequence, uint Id)
{
    internal const int Size = 20;
    private const int ChecksumOffset = 16;

    internal void Write(Span<byte> header, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)Kind);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Id);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumOffset..], Checksum(header, payload));
    }

    /// <summary>Reads a header; its checksum can be held against the payload when that has come.</summary>
    internal static FrameHeader Read(ReadOnlySpan<byte> header) => new(
        BinaryPrimitives.ReadInt32LittleEndian(header),
        (FrameKind)BinaryPrimitives.ReadUInt16LittleEndian(header[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(header[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(header[12..]));

    /// <summary>Whether a header and its payload have come as they were sent.</summary>
    internal static bool IsIntact(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) == 0
        && BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumOffset..]) == Checksum(header, payload);

    private static uint Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        ~Add(Add(uint.MaxValue, header[..ChecksumOffset]), payload);

    private static uint Add(uint crc, ReadOnlySpan<byte> data)
    {
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte value in data)
            crc = BitOperations.Crc32C(crc, value);
        return crc;
    }
}

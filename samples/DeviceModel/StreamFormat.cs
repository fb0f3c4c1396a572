using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Samples.Devices;

/// <summary>The layout of a device's stream. All numbers are little-endian.</summary>
/// <remarks>
/// A header, records in any number and order, and the end record, after which nothing follows. A page may come more than
/// once; the last one counts. The README has the layout as a table.
/// </remarks>
internal static class StreamFormat
{
    internal const ulong Magic = 0x0053_4544_4749_4D0A;
    internal const uint Version = 1;

    internal const int HeaderBytes = 40;
    internal const int HeaderChecksumOffset = 32;
    internal const int RecordHeadBytes = 8;
    internal const int PageIndexBytes = 8;
    internal const int PagePayloadBytes = PageIndexBytes + Device.PageSize;
    internal const int EndPayloadBytes = 16;

    internal const uint PageTag = 1;
    internal const uint RegistersTag = 2;
    internal const uint EndTag = 3;

    internal static readonly int RegistersPayloadBytes = Device.RegisterCount * sizeof(ulong);

    /// <summary>Goes on with a CRC-32C.</summary>
    internal static uint Checksum(uint checksum, ReadOnlySpan<byte> data)
    {
        while (data.Length >= sizeof(ulong))
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (byte value in data)
            checksum = BitOperations.Crc32C(checksum, value);
        return checksum;
    }
}

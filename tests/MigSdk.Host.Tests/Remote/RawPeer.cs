using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MigSdk.Host.Tests.Remote;

/// <summary>A peer that says what a test wants, byte by byte; written from the protocol's description.</summary>
internal sealed class RawPeer(Stream stream)
{
    internal const ushort Hello = 1;
    internal const ushort Refusal = 2;
    internal const ushort KeepAlive = 3;
    internal const ushort Progress = 4;
    internal const ushort Farewell = 5;
    internal const ushort GetState = 16;
    internal const ushort Resume = 17;
    internal const ushort Data = 18;
    internal const ushort Run = 19;
    internal const ushort Reset = 20;
    internal const ushort Cancel = 21;
    internal const ushort Done = 32;
    internal const ushort Failed = 33;

    private uint _sequence;

    internal static byte[] Preamble { get; } = [.. "MIGSDK\r\n"u8, 1, 0, 0, 0];

    /// <summary>A sender's greeting, whose device has no transitions; or a receiver's with all that a plan needs.</summary>
    internal static byte[] Greeting(uint window = 4, params (uint From, uint To)[] transitions) =>
    [
        .. Guid.NewGuid().ToByteArray(), .. U32(4096), .. U32(window), .. U32(3_600_000), .. U64(1),
        .. U32((uint)transitions.Length), .. transitions.SelectMany(pair => U32(pair.From).Concat(U32(pair.To))),
    ];

    internal static byte[] U32(uint value) => BitConverter.GetBytes(value);

    internal static byte[] U64(ulong value) => BitConverter.GetBytes(value);

    internal static byte[] Frame(ushort kind, uint id, uint sequence, byte[] payload, int? length = null)
    {
        byte[] head = [.. U32((uint)(length ?? payload.Length)), .. BitConverter.GetBytes(kind), 0, 0, .. U32(sequence), .. U32(id)];
        return [.. head, .. U32(Crc32C([.. head, .. payload])), .. payload];
    }

    internal async Task GreetAsync(byte[] greeting)
    {
        await stream.WriteAsync(Preamble);
        await SendAsync(Hello, 0, greeting);
    }

    internal async Task SendAsync(ushort kind, uint id, params byte[] payload) =>
        await stream.WriteAsync(Frame(kind, id, _sequence++, payload));

    internal async Task SendRawAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    internal async Task ReceivePreambleAsync() => await stream.ReadExactlyAsync(new byte[Preamble.Length]);

    /// <summary>The next frame; null at the end.</summary>
    internal async Task<(ushort Kind, uint Id, byte[] Payload)?> ReceiveAsync()
    {
        byte[] head = new byte[20];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        byte[] payload = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        await stream.ReadExactlyAsync(payload);
        if (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(16)) != Crc32C([.. head[..16], .. payload]))
            throw new InvalidDataException("The checksum is wrong.");
        return (BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(4)), BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(12)),
            payload);
    }

    private static uint Crc32C(byte[] data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }
}

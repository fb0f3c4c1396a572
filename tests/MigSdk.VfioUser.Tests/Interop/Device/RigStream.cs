using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace MigSdk.VfioUser.Tests.Interop.Device;

/// <summary>
/// The stream of the device under test: a copy of its memory while it runs (PRE_COPY), and one when it stands still, which
/// is the one that counts.
/// </summary>
internal static class RigStream
{
    internal const int HeadBytes = 8;

    private const uint Running = 1;
    private const uint Stopped = 2;

    internal static IEnumerable<ReadOnlyMemory<byte>> Produce(SavingSession session, Func<byte[]> capture)
    {
        if (session.IsPreCopy)
        {
            yield return Record(Running, capture());
            while (session.IsPreCopy)
                yield return ReadOnlyMemory<byte>.Empty;
        }

        yield return Record(Stopped, capture());
    }

    /// <summary>The memory of a complete stream.</summary>
    /// <exception cref="MigrationException">EINVAL: the stream is not complete, or of another device.</exception>
    internal static byte[] Parse(ReadOnlySpan<byte> stream, int memoryBytes)
    {
        while (stream.Length >= HeadBytes)
        {
            uint kind = BinaryPrimitives.ReadUInt32LittleEndian(stream);
            int length = BinaryPrimitives.ReadInt32LittleEndian(stream[4..]);
            stream = stream[HeadBytes..];
            if (length != memoryBytes || stream.Length < length)
                break;
            if (kind == Stopped && stream.Length == length)
                return stream.ToArray();
            if (kind != Running)
                break;
            stream = stream[length..];
        }

        throw new MigrationException(Errno.EINVAL, "The stream is not complete.");
    }

    internal static byte[] Record(byte[] memory) => Record(Stopped, memory);

    private static byte[] Record(uint kind, byte[] memory)
    {
        byte[] record = new byte[HeadBytes + memory.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, kind);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), memory.Length);
        memory.CopyTo(record, HeadBytes);
        return record;
    }
}

using System;
using System.Buffers.Binary;
using System.Text;

namespace MigSdk.Host;

/// <summary>Reads a payload whose sender may be anybody: what is too short or too long is EPROTO.</summary>
internal ref struct PayloadReader(FrameKind kind, ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _left = payload;

    internal uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    internal long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    internal ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    internal double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    internal Guid ReadGuid() => new(Take(16));

    /// <summary>Reads the rest as text for people. Terminals obey control characters, so those are taken out.</summary>
    internal string ReadText()
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(Take(_left.Length)));
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                text[i] = ' ';
        }

        return text.ToString();
    }

    internal readonly void ExpectEnd()
    {
        if (!_left.IsEmpty)
            throw new MigrationException(Errno.EPROTO, $"A frame '{kind}' is {_left.Length} bytes too long.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length)
        {
            throw new MigrationException(
                Errno.EPROTO, $"A frame '{kind}' ends where {count} more bytes belong, after {_left.Length}.");
        }

        ReadOnlySpan<byte> taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}

using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MigSdk.Host;

/// <summary>Writes a payload, little-endian.</summary>
internal sealed class PayloadWriter
{
    // A message is for people; a longer one would only be in their way.
    private const int LongestText = 4000;

    private readonly ArrayBufferWriter<byte> _bytes = new(64);

    internal ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    internal PayloadWriter Add(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);
        return this;
    }

    internal PayloadWriter Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);
        return this;
    }

    internal PayloadWriter Add(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);
        return this;
    }

    internal PayloadWriter Add(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);
        return this;
    }

    internal PayloadWriter Add(Guid value)
    {
        value.TryWriteBytes(Take(16));
        return this;
    }

    /// <summary>Adds text up to the end of the payload.</summary>
    internal PayloadWriter Add(string text)
    {
        _bytes.Write(Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, LongestText)]));
        return this;
    }

    private Span<byte> Take(int count)
    {
        Span<byte> taken = _bytes.GetSpan(count)[..count];
        _bytes.Advance(count);
        return taken;
    }
}

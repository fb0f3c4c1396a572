using System;
using System.Buffers;

namespace MigSdk.Host;

/// <summary>A frame that has come. Its payload is borrowed until it is given back.</summary>
internal readonly struct Frame(FrameHeader header, byte[] buffer) : IDisposable
{
    internal FrameKind Kind => header.Kind;

    internal uint Id => header.Id;

    internal ReadOnlyMemory<byte> Payload => buffer.AsMemory(0, header.Length);

    /// <summary>Reads the payload from its beginning.</summary>
    internal PayloadReader Read() => new(Kind, Payload.Span);

    /// <summary>Gives the payload back; it must not be used after that.</summary>
    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}

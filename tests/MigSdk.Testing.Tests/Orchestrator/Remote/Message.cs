using System;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>What is sent in one go: a frame, with the preamble or the progress that comes before it.</summary>
internal static class Message
{
    private const int PreambleSize = 12;
    private const int HeaderSize = 20;

    /// <returns>The kind of its last frame, and the request that this belongs to; null where it is not whole.</returns>
    internal static (FrameKind Kind, uint Id)? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("MIGSDK"u8))
            bytes = bytes[PreambleSize..];
        while (bytes.Length >= HeaderSize)
        {
            int size = HeaderSize + BitConverter.ToInt32(bytes);
            var kind = (FrameKind)BitConverter.ToUInt16(bytes[4..]);
            if (kind != FrameKind.Progress)
                return bytes.Length == size ? (kind, BitConverter.ToUInt32(bytes[12..])) : null;
            bytes = bytes[size..];
        }

        return null;
    }
}

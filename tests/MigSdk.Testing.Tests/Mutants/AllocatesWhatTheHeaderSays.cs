using System;
using System.Buffers.Binary;

namespace MigSdk.Testing.Tests;

/// <summary>Takes the header's word for how much memory it needs, before it knows that the header is good.</summary>
internal sealed class AllocatesWhatTheHeaderSays : CardDevice
{
    private const int BytesPerBlock = 1 << 20;
    private const uint Most = 256;

    protected override CardImage Parse(ReadOnlySpan<byte> stream)
    {
        if (stream.Length >= CardStreamFormat.HeaderBytes)
        {
            uint blocks = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(stream[8..]), Most);
            GC.KeepAlive(new byte[blocks * BytesPerBlock]);
        }

        return base.Parse(stream);
    }
}

using System;

namespace MigSdk.Testing.Tests;

/// <summary>Takes what there is of a stream that has no end.</summary>
internal sealed class TakesATruncatedStream : CardDevice
{
    protected override CardImage Parse(ReadOnlySpan<byte> stream) => CardParser.ParseWithoutEnd(this, stream, TakesVersion);
}

using System;

namespace MigSdk.Testing.Tests;

/// <summary>Does not look at what comes after the end of a stream.</summary>
internal sealed class IgnoresWhatFollows : CardDevice
{
    protected override CardImage Parse(ReadOnlySpan<byte> stream)
    {
        CardImage image = CardParser.ParseWithoutEnd(this, stream, TakesVersion);
        return image.IsComplete ? image : throw CardParser.Refuse("The stream is truncated.");
    }
}

using System;

namespace MigSdk.Testing.Tests;

/// <summary>Goes by what a stream says and runs over the end of its tables, which the run time then stops.</summary>
internal sealed class RunsOverTheEnd : CardDevice
{
    private static readonly byte[] Widths = new byte[3];

    protected override CardImage Parse(ReadOnlySpan<byte> stream)
    {
        if (stream.Length >= CardStreamFormat.HeaderBytes)
            _ = Widths[stream[4]];
        return base.Parse(stream);
    }
}

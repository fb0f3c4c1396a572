using System;

namespace MigSdk.Testing.Tests;

/// <summary>hisi_acc, 2777a40998de: writes a register before it knows that the stream is good.</summary>
internal sealed class AppliesWhileMatching : CardDevice
{
    protected override CardImage Parse(ReadOnlySpan<byte> stream)
    {
        SetRegister(3, (uint)stream.Length);
        return base.Parse(stream);
    }
}

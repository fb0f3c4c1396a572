using System;

namespace MigSdk.Testing.Tests;

/// <summary>Its checksum is a sum, for which the order of the bytes is all the same.</summary>
internal sealed class SumsTheBytes : CardDevice
{
    internal override uint Checksum(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            checksum += value;
        return checksum;
    }
}

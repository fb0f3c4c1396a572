using System;

namespace MigSdk.Testing.Tests;

/// <summary>Its checksum is the same for all streams.</summary>
internal sealed class ChecksNoBytes : CardDevice
{
    internal override uint Checksum(uint checksum, ReadOnlySpan<byte> bytes) => 0;
}

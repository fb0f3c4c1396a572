namespace MigSdk.Testing.Tests;

/// <summary>
/// The card's stream: a header (magic, version, blocks), then blocks (index, bytes) in any number, the registers, and the end
/// with a checksum over all that came before. All words have 32 bits, little-endian.
/// </summary>
internal static class CardStreamFormat
{
    internal const uint Magic = 0x4452_4143;
    internal const int HeaderBytes = 12;
    internal const uint RegistersTag = 0xFFFF_FF01;
    internal const uint EndTag = 0xFFFF_FF02;
    internal const int TagBytes = 4;
    internal const int ChecksumBytes = 4;
}

namespace MigSdk.Testing.Tests;

/// <summary>The state that a whole stream has brought.</summary>
internal sealed class CardImage
{
    internal byte[] Memory { get; } = new byte[CardDevice.Blocks * CardDevice.BlockBytes];

    internal bool[] Has { get; } = new bool[CardDevice.Blocks];

    internal uint[] Registers { get; } = new uint[CardDevice.Registers];

    internal bool IsComplete { get; set; }

    /// <summary>How many bytes the stream has up to its end.</summary>
    internal int Length { get; set; }
}

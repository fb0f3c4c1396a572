namespace MigSdk.VfioUser;

/// <summary>What a peer is held to, whatever it says of itself.</summary>
internal sealed record ProtocolLimits
{
    /// <summary>Room for a message's layouts and capabilities, beside the data that it may carry.</summary>
    internal const int LayoutRoom = 64 * 1024;

    /// <summary>The most data that a message may carry, in bytes.</summary>
    internal int MaxTransfer { get; init; } = (int)Capabilities.DefaultMaxTransfer;

    /// <summary>The most descriptors that may come with a message.</summary>
    internal int MaxDescriptors { get; init; } = 8;

    /// <summary>The most commands that may wait here while the one before them is carried out.</summary>
    internal int MaxWaitingCommands { get; init; } = 16384;

    /// <summary>The most bytes that these may have.</summary>
    internal long MaxWaitingBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The most descriptors that these may have.</summary>
    internal int MaxWaitingDescriptors { get; init; } = 512;

    /// <summary>The longest message, its head included.</summary>
    internal int MaxMessage => MessageHeader.Size + LayoutRoom + MaxTransfer;
}

using System;

namespace MigSdk.Host;

/// <summary>What the ends of a link tell each other first.</summary>
/// <param name="Migration">The migration's id, chosen by the sender; both ends' reports bear it.</param>
/// <param name="ChunkSize">The most bytes of state that it takes in one frame.</param>
/// <param name="Window">How many frames of state it takes before it has answered the first.</param>
/// <param name="PeerTimeout">After which silence it takes the other end for lost.</param>
/// <param name="Features">What its device supports.</param>
/// <param name="Transitions">Every transition that its device can be asked for.</param>
internal sealed record Hello(
    Guid Migration,
    int ChunkSize,
    int Window,
    TimeSpan PeerTimeout,
    MigrationFeatures Features,
    TransitionSet<MigrationState> Transitions)
{
    // The spec has 8 states, which makes 64 pairs; a newer one may have more.
    private const int MostTransitions = 4096;

    internal ReadOnlyMemory<byte> Write()
    {
        PayloadWriter payload = new PayloadWriter()
            .Add(Migration)
            .Add((uint)ChunkSize)
            .Add((uint)Window)
            .Add((uint)PeerTimeout.TotalMilliseconds)
            .Add((ulong)Features)
            .Add((uint)Transitions.Count);
        foreach ((MigrationState from, MigrationState to) in Transitions)
            payload.Add((uint)from).Add((uint)to);
        return payload.Written;
    }

    /// <exception cref="MigrationException">EPROTO.</exception>
    internal static Hello Read(PayloadReader payload)
    {
        Guid migration = payload.ReadGuid();
        uint chunkSize = payload.ReadUInt32();
        uint window = payload.ReadUInt32();
        uint timeout = payload.ReadUInt32();
        var features = (MigrationFeatures)payload.ReadUInt64();
        uint count = payload.ReadUInt32();
        if (chunkSize is < LinkOptions.SmallestChunk or > LinkOptions.LargestChunk
            || window is < 1 or > LinkOptions.LargestWindow
            || timeout == 0
            || count > MostTransitions)
        {
            throw new MigrationException(
                Errno.EPROTO,
                $"The greeting is out of range: chunks of {chunkSize} bytes, {window} at a time, a time limit of "
                + $"{timeout} ms, {count} transitions.");
        }

        var transitions = new (MigrationState, MigrationState)[count];
        for (int i = 0; i < transitions.Length; i++)
            transitions[i] = ((MigrationState)payload.ReadUInt32(), (MigrationState)payload.ReadUInt32());
        // A newer minor version may go on here.
        return new Hello(
            migration, (int)chunkSize, (int)window, TimeSpan.FromMilliseconds(timeout), features, new(transitions));
    }
}

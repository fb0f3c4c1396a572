using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Uapi.Tests;

/// <summary>A device whose state is sent in chunks of chosen sizes, and that remembers the sizes in which it was written.</summary>
public sealed class Card(params byte[][] chunks)
{
    private readonly List<byte> _received = [];

    public byte[][] Chunks { get; } = chunks;

    public List<int> WrittenSizes { get; } = [];

    public byte[] State { get; private set; } = [.. chunks.SelectMany(chunk => chunk)];

    /// <summary>How many of the chunks are there to read before the device is stopped.</summary>
    public int PreCopyChunks { get; init; }

    public static Card Empty => new();

    public SavingSession Save() => SavingSession.FromChunks(Produce, () => new PreCopyInfo(100, 11));

    public ResumingSession Resume()
    {
        _received.Clear();
        WrittenSizes.Clear();
        return ResumingSession.FromSink(Accept);
    }

    public void Apply()
    {
        if (_received.Count == 0)
            throw new MigrationException(Errno.EINVAL, "The stream is empty.");
        State = [.. _received];
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Produce(SavingSession session)
    {
        for (int i = 0; i < Chunks.Length; i++)
        {
            while (i >= PreCopyChunks && session.IsPreCopy)
                yield return ReadOnlyMemory<byte>.Empty;
            yield return Chunks[i];
        }

        while (session.IsPreCopy)
            yield return ReadOnlyMemory<byte>.Empty;
        await Task.CompletedTask;
    }

    private ValueTask Accept(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        WrittenSizes.Add(data.Length);
        _received.AddRange(data.Span);
        return ValueTask.CompletedTask;
    }
}

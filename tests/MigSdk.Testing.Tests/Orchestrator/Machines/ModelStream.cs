using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>The device's byte, sent when it has stopped; before that a byte that says that there is more to come.</summary>
internal sealed class ModelStream(ModelDevice device, MigrationState opened) : ISavingStream, IResumingStream
{
    private const byte MoreToCome = 0xFF;

    private MigrationState _state = opened;
    private bool _hasSentFirst;
    private bool _hasSentLast;

    public SessionKind Kind { get; } = opened == Resuming ? SessionKind.Resuming : SessionKind.Saving;

    internal List<byte> Written { get; } = [];

    internal bool IsWhole => Written.Count > 0 && Written[^1] != MoreToCome;

    public ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default) =>
        device.AskAsync("is read", () => Read(buffer), null, cancel);

    public ValueTask WaitForDataAsync(CancellationToken cancel = default) => ValueTask.CompletedTask;

    public ValueTask<PreCopyInfo?> GetPreCopyInfoAsync(CancellationToken cancel = default) =>
        new(new PreCopyInfo(_hasSentFirst ? 0 : 1, 0));

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default) =>
        await device.AskAsync<object?>("is written", () => Write(data), null, cancel).ConfigureAwait(false);

    internal void Arrive(MigrationState state) => _state = state;

    private object? Write(ReadOnlyMemory<byte> data)
    {
        Written.AddRange(data.Span);
        return null;
    }

    private SessionRead Read(Memory<byte> buffer)
    {
        bool isLast = _state == StopCopy;
        if (isLast ? _hasSentLast : _hasSentFirst)
            return new SessionRead(isLast ? ReadOutcome.EndOfStream : ReadOutcome.NoDataYet, 0);
        buffer.Span[0] = isLast ? device.Content : MoreToCome;
        _hasSentFirst = true;
        _hasSentLast = isLast;
        return new SessionRead(ReadOutcome.Bytes, 1);
    }
}

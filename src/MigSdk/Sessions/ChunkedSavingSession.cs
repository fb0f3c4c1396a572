using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk;

/// <summary>A stream that an iterator produces, chunk by chunk, as the host reads.</summary>
internal sealed class ChunkedSavingSession(
    Func<SavingSession, IAsyncEnumerable<ReadOnlyMemory<byte>>> produce, Func<PreCopyInfo>? estimate) : SavingSession
{
    private IAsyncEnumerator<ReadOnlyMemory<byte>>? _chunks;
    private Task _moving = Task.CompletedTask;
    private ReadOnlyMemory<byte> _rest;

    protected override async ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        if (_rest.IsEmpty)
            await MoveNextAsync(cancel).ConfigureAwait(false);

        // None are left where the iterator has ended, or has no data yet.
        int count = Math.Min(_rest.Length, buffer.Length);
        _rest.Span[..count].CopyTo(buffer.Span);
        _rest = _rest[count..];
        return count;
    }

    protected override PreCopyInfo EstimatePreCopy() => estimate?.Invoke() ?? default;

    protected override void OnClosed() => _ = EndIterationAsync();

    // An iterator that is left in the middle still runs its finally blocks, but not before it has come to a rest.
    private async Task EndIterationAsync()
    {
        if (_chunks is null)
            return;
        await _moving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _chunks.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask MoveNextAsync(CancellationToken cancel)
    {
        _chunks ??= produce(this).GetAsyncEnumerator(Closing);
        Task<bool> moving = _chunks.MoveNextAsync().AsTask();
        _moving = moving;
        // The iterator knows of the session's end only; a host that gives up its read does not wait for it.
        if (!await moving.WaitAsync(cancel).ConfigureAwait(false))
            return;

        _rest = _chunks.Current;
        if (_rest.IsEmpty && !IsPreCopy)
            throw new InvalidOperationException("An empty chunk says 'no data yet', which STOP_COPY does not know.");
    }
}

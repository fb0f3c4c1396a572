using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;

namespace MigSdk.Host;

/// <summary>Makes channels whose reader goes on where something is written, and not on the thread pool.</summary>
internal static class Channel
{
    public static Channel<T> CreateUnbounded<T>(UnboundedChannelOptions options) => options.SingleReader
        ? new Channel<T>()
        : throw new System.NotSupportedException("A channel with more than one reader is not modelled.");
}

/// <summary>A channel that is its own reader and writer.</summary>
internal sealed class Channel<T>
{
    private readonly Queue<T> _items = new();
    private System.Threading.Tasks.TaskCompletionSource? _reader;
    private bool _isComplete;

    public Channel<T> Reader => this;

    public Channel<T> Writer => this;

    public async IAsyncEnumerable<T> ReadAllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        while (true)
        {
            while (_items.TryDequeue(out T? item))
                yield return item;
            if (_isComplete)
                yield break;
            _reader = new();
            await _reader.Task.ConfigureAwait(false);
        }
    }

    public bool TryWrite(T item)
    {
        if (_isComplete)
            return false;
        _items.Enqueue(item);
        Wake();
        return true;
    }

    public bool TryComplete()
    {
        bool isFirst = !_isComplete;
        _isComplete = true;
        Wake();
        return isFirst;
    }

    private void Wake() => Interlocked.Exchange(ref _reader, null)?.SetResult();
}

using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;

namespace MigSdk.Host;

/// <summary>The sender's orders that have yet to be carried out, in their order, and no more than it was told.</summary>
internal sealed class Inbox(int window, CancellationToken session)
{
    // A sender asks one thing at a time; what it has stopped waiting for may still be here.
    private const int MostRequests = 16;

    private readonly Channel<Order?> _orders = Channel.CreateUnbounded<Order?>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<uint, Order> _open = new();
    private int _data;
    private int _isNewsPosted;

    /// <summary>The orders; null where there is only news.</summary>
    internal IAsyncEnumerable<Order?> ReadAllAsync() => _orders.Reader.ReadAllAsync(CancellationToken.None);

    /// <returns>False where it is more than the sender may send, or an id comes twice.</returns>
    internal bool TryAdd(Frame frame)
    {
        int limit = frame.Kind == FrameKind.Data ? window : MostRequests;
        int open = frame.Kind == FrameKind.Data ? Volatile.Read(ref _data) : _open.Count - Volatile.Read(ref _data);
        var order = new Order(frame, session);
        if (open >= limit || !_open.TryAdd(frame.Id, order))
        {
            order.Dispose();
            return false;
        }

        if (frame.Kind == FrameKind.Data)
            Interlocked.Increment(ref _data);
        if (!_orders.Writer.TryWrite(order))
            Remove(order);
        return true;
    }

    /// <summary>Wakes the reader for news, once until it has taken them.</summary>
    internal void AddNews()
    {
        if (Interlocked.Exchange(ref _isNewsPosted, 1) == 0)
            _orders.Writer.TryWrite(null);
    }

    internal void TakeNews() => Volatile.Write(ref _isNewsPosted, 0);

    /// <summary>Stops an order, if it is still open.</summary>
    internal void Stop(uint id)
    {
        if (_open.TryGetValue(id, out Order? order))
            order.Stop();
    }

    internal void StopAll()
    {
        foreach (Order order in _open.Values)
            order.Stop();
    }

    /// <summary>An order was carried out, or will not be.</summary>
    internal void Remove(Order order)
    {
        if (_open.TryRemove(order.Frame.Id, out _) && order.Frame.Kind == FrameKind.Data)
            Interlocked.Decrement(ref _data);
        order.Dispose();
    }

    /// <summary>Nothing more comes.</summary>
    internal void Complete() => _orders.Writer.TryComplete();
}

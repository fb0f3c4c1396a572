using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>A stream whose bytes come from outside, in pieces, and which knows who is in it.</summary>
public sealed class TestSession : SavingSession
{
    private const string Name = "stream";

    private int _bytes;
    private int _closures;

    /// <summary>The driver has data again, and says so.</summary>
    internal void Put()
    {
        Step.To(Access.Both, this, "puts into", Name);
        _bytes++;
        NotifyData();
    }

    internal void CheckClosedOnce() => Ledger.Check(
        (IsClosed, _closures) == (true, 1), $"the session was {(IsClosed ? "closed" : "left open")} and released {_closures} times");

    internal void CheckOpen() => Ledger.Check((IsClosed, _closures) == (false, 0), "the session was closed");

    /// <inheritdoc/>
    protected override async ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        Touch();
        Step.To(Access.Both, this, "takes from", Name);
        int count = Math.Min(_bytes, buffer.Length);
        _bytes -= count;
        await Task.Yield();
        Touch();
        return count;
    }

    /// <inheritdoc/>
    protected override void OnClosed()
    {
        Touch();
        _closures++;
    }

    // Reads, arcs and the release exclude each other: if nothing has put two of them in an order, this is a race.
    private void Touch() => Fields.Stores(this, "the session");
}

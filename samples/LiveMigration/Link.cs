using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Samples.LiveMigration;

/// <summary>A link of a given bandwidth: what is sent over it takes its time.</summary>
/// <param name="bytesPerSecond">The bandwidth; 0 for no limit.</param>
internal sealed class Link(double bytesPerSecond)
{
    // A timer is no finer than this, so shorter waits are put together.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private long _lastSend = Stopwatch.GetTimestamp();
    private TimeSpan _debt;

    /// <summary>Completes when so many bytes have come over.</summary>
    internal async ValueTask SendAsync(int bytes, CancellationToken cancel)
    {
        if (bytesPerSecond <= 0)
            return;

        // A link that was idle saves nothing up.
        long now = Stopwatch.GetTimestamp();
        TimeSpan idle = Stopwatch.GetElapsedTime(_lastSend, now);
        _debt = (_debt > idle ? _debt - idle : TimeSpan.Zero) + TimeSpan.FromSeconds(bytes / bytesPerSecond);
        _lastSend = now;
        if (_debt >= ShortestWait)
            await Task.Delay(_debt, cancel);
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>What may end a migration before its commit point: the host, or too long a downtime.</summary>
internal sealed class MigrationCancellation(LiveMigrationOptions options, CancellationToken host) : IAsyncDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(host);
    private ITimer? _timer;
    private volatile bool _isLimitReached;

    internal CancellationToken Token => _source.Token;

    /// <summary>Whether the downtime, and not the host, has ended it.</summary>
    internal bool IsLimitReached => _isLimitReached && !host.IsCancellationRequested;

    internal void BeginDowntime() => _timer ??= options.TimeProvider.CreateTimer(
        static state => ((MigrationCancellation)state!).ReachLimit(),
        this,
        options.DowntimeLimit,
        Timeout.InfiniteTimeSpan);

    /// <exception cref="MigrationException">ECANCELED after cancellation.</exception>
    internal void ThrowIfCancelled()
    {
        if (Token.IsCancellationRequested)
            throw new MigrationException(Errno.ECANCELED, "The migration was cancelled.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
            await _timer.DisposeAsync().ConfigureAwait(false);
        _source.Dispose();
    }

    private void ReachLimit()
    {
        _isLimitReached = true;
        _ = _source.CancelAsync();
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Engine;

namespace MigSdk;

/// <summary>
/// The data window of a migration: one saving or one resuming stream, opened by an arc and closed by another.
/// </summary>
/// <remarks>
/// The SDK owns a session from the moment the arc's handler has created it. It is closed exactly once: when an arc
/// leaves its group, when a step fails after it was created, at reset, and on entry to the error state. A closed
/// session refuses further use with ENODEV. The host's reads and writes and the arcs of the session's group exclude
/// each other.
/// </remarks>
public abstract class MigrationSession
{
    // Held by a read or write of the host, or by an arc of the session's group.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource? _turnSource;
    private int _opened;
    private int _closed;
    private int _released;
    private long _bytesTransferred;
    private Exception? _breakage;

    private protected MigrationSession(SessionKind kind)
    {
        Kind = kind;
        SessionNursery.Register(this);
    }

    /// <summary>Whether the host reads (saving) or writes (resuming).</summary>
    public SessionKind Kind { get; }

    /// <summary>Whether the session is closed. It is never opened again.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>How many bytes the host has read or written so far.</summary>
    public long BytesTransferred => Interlocked.Read(ref _bytesTransferred);

    /// <summary>Cancelled when the session is closed.</summary>
    protected CancellationToken Closing => _closing.Token;

    /// <summary>
    /// Called exactly once, when the session is closed and no read or write of the host is left in it: the place to
    /// release what the session holds. It must not throw and must not wait.
    /// </summary>
    protected virtual void OnClosed()
    {
    }

    /// <summary>Whether the session may be left by an arc; a broken resuming stream must not count as a device's state.</summary>
    internal virtual void ThrowIfNotCompletable()
    {
    }

    /// <summary>Tells the session which state the driver is in.</summary>
    internal virtual void Arrive(bool preCopy)
    {
    }

    internal void Open()
    {
        if (Interlocked.Exchange(ref _opened, 1) != 0)
            throw new InvalidOperationException("An arc must open a new session; this one was opened before.");
        if (IsClosed)
            throw new InvalidOperationException("An arc must open a new session; this one is closed.");
    }

    // Not Wait(): a host that reads in a loop would overtake it again and again. Asynchronous waiters stand in a queue.
    internal void TakeTurn(CancellationToken cancel) => _turn.WaitAsync(cancel).GetAwaiter().GetResult();

    internal Task TakeTurnAsync(CancellationToken cancel) => _turn.WaitAsync(cancel);

    internal void YieldTurn()
    {
        _turn.Release();
        if (IsClosed)
            ReleaseIfUnused();
    }

    /// <summary>Never waits: a read or write in progress is told to stop, and releases the session when it ends.</summary>
    internal void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        // Not Cancel(): the callbacks are the driver's, and a reset may stand in the caller.
        _ = _closing.CancelAsync();
        OnClosing();
        ReleaseIfUnused();
    }

    private protected virtual void OnClosing()
    {
    }

    /// <summary>Begins a read or write of the host.</summary>
    private protected async ValueTask<HostTurn> BeginHostTurnAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!_turn.Wait(0))
            await WaitForHostTurnAsync(cancel).ConfigureAwait(false);
        try
        {
            ThrowIfClosed();
            ThrowIfBroken();
            return new HostTurn(this, cancel);
        }
        catch
        {
            YieldTurn();
            throw;
        }
    }

    /// <summary>Waits behind another read or write, or an arc; but not after the session was closed.</summary>
    private async ValueTask WaitForHostTurnAsync(CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, Closing);
        try
        {
            await _turn.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ThrowIfClosed();
            cancel.ThrowIfCancellationRequested();
            throw;
        }
    }

    private protected void Count(int bytes)
    {
        Interlocked.Add(ref _bytesTransferred, bytes);
        Telemetry.SessionBytes(Kind, bytes);
    }

    /// <summary>After a failure inside the stream nobody knows where it stands: it stays broken.</summary>
    private protected void Break(Exception cause) => Volatile.Write(ref _breakage, cause);

    private protected void ThrowIfClosed()
    {
        if (IsClosed)
            throw new MigrationException(Errno.ENODEV, "The session is closed.");
    }

    private protected void ThrowIfBroken()
    {
        if (Volatile.Read(ref _breakage) is { } cause)
        {
            Errno errno = cause is MigrationException failure ? failure.Errno : Errno.EIO;
            throw new MigrationException(errno, $"The {Kind} session's stream is broken: {cause.Message}", cause);
        }
    }

    private void ReleaseIfUnused()
    {
        if (!_turn.Wait(0))
            return;
        try
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                OnClosed();
        }
        catch (Exception cause)
        {
            // A close cannot be undone, so there is no transition that this could fail.
            Telemetry.CloseFailed(Kind, cause);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>One read or write of the host: holds the turn, and a token that also knows the closing.</summary>
    private protected readonly struct HostTurn : IDisposable
    {
        private readonly MigrationSession _session;
        private readonly CancellationTokenSource? _source;
        private readonly CancellationTokenRegistration _byHost;
        private readonly CancellationTokenRegistration _byClosing;

        internal HostTurn(MigrationSession session, CancellationToken cancel)
        {
            _session = session;
            if (!cancel.CanBeCanceled)
                return;

            // Whoever has the turn has the session's source: a stream has many reads, and they allocate nothing.
            _source = session._turnSource ?? new CancellationTokenSource();
            session._turnSource = null;
            _byHost = cancel.UnsafeRegister(CancelSource, _source);
            _byClosing = session.Closing.UnsafeRegister(CancelSource, _source);
        }

        internal CancellationToken Token => _source?.Token ?? _session.Closing;

        public void Dispose()
        {
            if (_source is not null)
            {
                _byHost.Dispose();
                _byClosing.Dispose();
                if (_source.TryReset())
                    _session._turnSource = _source;
                else
                    _source.Dispose();
            }

            _session.YieldTurn();
        }

        private static void CancelSource(object? source) => ((CancellationTokenSource)source!).Cancel();
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk;

/// <summary>
/// The stream of a device's state that the host reads, from PRE_COPY (where the driver has it) to the end in STOP_COPY.
/// </summary>
/// <remarks>
/// A driver whose state is a block of bytes uses <see cref="FromBlock(ReadOnlyMemory{byte})"/>; one that produces it bit
/// by bit uses <see cref="FromChunks"/> or derives from this class. Nothing is produced before the host asks for it.
/// </remarks>
public abstract class SavingSession : MigrationSession
{
    private readonly Lock _signal = new();
    private TaskCompletionSource? _waiter;
    private bool _dataReady;
    private volatile bool _isPreCopy;
    private bool _ended;

    /// <summary>Creates a session. The arc's handler returns it, and the SDK owns it from then on.</summary>
    protected SavingSession()
        : base(SessionKind.Saving)
    {
    }

    /// <summary>Whether the device still runs, so that the stream has no end yet.</summary>
    public bool IsPreCopy => _isPreCopy;

    /// <summary>A session whose stream is a block of bytes that stands fixed when it is opened.</summary>
    /// <param name="block">The device's state. It is not copied.</param>
    /// <returns>A session; in PRE_COPY states it has no data yet.</returns>
    public static SavingSession FromBlock(ReadOnlyMemory<byte> block) => new BlockSavingSession(() => block);

    /// <summary>A session whose stream is a block of bytes that is taken when the device has stopped.</summary>
    /// <param name="capture">Gives the device's state; called once, at the first read in STOP_COPY.</param>
    /// <returns>A session; in PRE_COPY states it has no data yet.</returns>
    public static SavingSession FromBlock(Func<ReadOnlyMemory<byte>> capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return new BlockSavingSession(capture);
    }

    /// <summary>A session whose stream is produced chunk by chunk, each when the host has read the one before.</summary>
    /// <param name="produce">
    /// An iterator over the stream. In PRE_COPY states (<see cref="IsPreCopy"/> of the session that it is given) an empty
    /// chunk says that there is no data for now, and <see cref="NotifyData"/> that there is some again; in STOP_COPY it
    /// goes on to the end, which is the end of the stream. A chunk must stay unchanged until the next one is asked for.
    /// </param>
    /// <param name="estimate">Answers <see cref="GetPreCopyInfo"/>; zeros where it is null.</param>
    /// <returns>A session.</returns>
    public static SavingSession FromChunks(
        Func<SavingSession, IAsyncEnumerable<ReadOnlyMemory<byte>>> produce, Func<PreCopyInfo>? estimate = null)
    {
        ArgumentNullException.ThrowIfNull(produce);
        return new ChunkedSavingSession(produce, estimate);
    }

    /// <summary>Reads the next bytes of the stream.</summary>
    /// <param name="buffer">Where to put them; at least one byte long.</param>
    /// <param name="cancel">Stops the wait. A read that the driver has begun and that is cancelled breaks the stream.</param>
    /// <returns>Bytes, no data yet (PRE_COPY states only), or end of stream (STOP_COPY only, and permanent).</returns>
    /// <exception cref="ArgumentException"><paramref name="buffer"/> is empty.</exception>
    /// <exception cref="MigrationException">
    /// ENODEV where the session is closed; the driver's errno (EIO where it gave none) where producing failed, now or
    /// in an earlier read.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
    {
        if (buffer.IsEmpty)
            throw new ArgumentException("A read needs room for at least one byte.", nameof(buffer));

        using HostTurn turn = await BeginHostTurnAsync(cancel).ConfigureAwait(false);
        if (_ended)
            return new SessionRead(ReadOutcome.EndOfStream, 0);

        int count = await ProduceCheckedAsync(buffer, turn.Token, cancel).ConfigureAwait(false);
        if (count > 0)
        {
            Count(count);
            return new SessionRead(ReadOutcome.Bytes, count);
        }

        if (_isPreCopy)
            return new SessionRead(ReadOutcome.NoDataYet, 0);
        _ended = true;
        return new SessionRead(ReadOutcome.EndOfStream, 0);
    }

    /// <summary>
    /// Waits, after a read has found no data yet, until another is worth while: the driver has new data or has gone to
    /// STOP_COPY.
    /// </summary>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>A task that completes when the host should read again.</returns>
    /// <exception cref="MigrationException">ENODEV where the session is or gets closed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async ValueTask WaitForDataAsync(CancellationToken cancel = default)
    {
        Task wait;
        lock (_signal)
        {
            if (_dataReady || IsClosed)
                wait = Task.CompletedTask;
            else
                wait = (_waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await wait.WaitAsync(cancel).ConfigureAwait(false);
        ThrowIfClosed();
    }

    /// <summary>The driver's estimates of what is left to read while the device runs.</summary>
    /// <returns>Bytes of initial and of dirty data.</returns>
    /// <exception cref="MigrationException">
    /// EINVAL outside PRE_COPY states; ENODEV where the session is closed; the driver's errno (EIO where it gave none)
    /// where it could not tell.
    /// </exception>
    public PreCopyInfo GetPreCopyInfo()
    {
        ThrowIfClosed();
        if (!_isPreCopy)
            throw new MigrationException(Errno.EINVAL, "Pre-copy estimates exist only in PRE_COPY states.");
        try
        {
            return EstimatePreCopy();
        }
        catch (Exception cause) when (cause is not MigrationException)
        {
            throw new MigrationException(Errno.EIO, $"The driver could not estimate its stream: {cause.Message}", cause);
        }
    }

    /// <summary>
    /// Called by the driver when it has data again after it had none, so that a waiting host reads. Cheap where nobody
    /// waits; may be called from any thread.
    /// </summary>
    public void NotifyData()
    {
        // The data was stored before, and a read that is beginning looks at it after it has taken the flag down: one of
        // the two sees the other.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _dataReady))
            return;
        TaskCompletionSource? waiter;
        lock (_signal)
        {
            _dataReady = true;
            waiter = _waiter;
            _waiter = null;
        }

        waiter?.TrySetResult();
    }

    /// <summary>Puts the next bytes of the stream into a buffer. Never called twice at once, nor beside an arc's handler.</summary>
    /// <param name="buffer">Where to put them.</param>
    /// <param name="cancel">Cancelled with the host's read and when the session is closed.</param>
    /// <returns>
    /// How many bytes were put; 0 in PRE_COPY states for no data yet, in STOP_COPY for the end of the stream, after which
    /// it is not called again. What it throws breaks the stream.
    /// </returns>
    protected abstract ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel);

    /// <summary>Answers <see cref="GetPreCopyInfo"/>; zeros by default. May be called while a read is in progress.</summary>
    /// <returns>Bytes of initial and of dirty data.</returns>
    protected virtual PreCopyInfo EstimatePreCopy() => default;

    internal override void Arrive(bool preCopy)
    {
        _isPreCopy = preCopy;
        NotifyData();
    }

    private protected override void OnClosing() => NotifyData();

    private async ValueTask<int> ProduceCheckedAsync(Memory<byte> buffer, CancellationToken token, CancellationToken host)
    {
        bool isDrained = false;
        try
        {
            // Before producing: data that comes in the meantime must not be missed by the wait that follows.
            lock (_signal)
                _dataReady = false;
            Interlocked.MemoryBarrier();
            int count = await ProduceAsync(buffer, token).ConfigureAwait(false);
            if ((uint)count > (uint)buffer.Length)
                throw new InvalidOperationException($"The driver says it put {count} bytes into a buffer of {buffer.Length}.");
            ThrowIfClosed();
            isDrained = count == 0 && _isPreCopy;
            return count;
        }
        catch (Exception cause)
        {
            Break(cause);
            ThrowIfClosed();
            if (cause is MigrationException || (cause is OperationCanceledException && host.IsCancellationRequested))
                throw;
            throw new MigrationException(Errno.EIO, $"The driver could not produce its stream: {cause.Message}", cause);
        }
        finally
        {
            // What is left may be more than was read, and a broken stream has its error to tell.
            if (!isDrained)
                NotifyData();
        }
    }
}

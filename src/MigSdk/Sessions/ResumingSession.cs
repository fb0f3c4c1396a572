using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk;

/// <summary>The stream of another device's state that the host writes while the device is in RESUMING.</summary>
/// <remarks>
/// A driver that applies the state when the stream is complete uses <see cref="Buffered"/>; one that applies it as it
/// comes uses <see cref="FromSink"/> or derives from this class. Whether the state is acceptable is decided at the
/// latest in the arc that leaves RESUMING: its handler throws, and the driver stays in RESUMING.
/// </remarks>
public abstract class ResumingSession : MigrationSession
{
    /// <summary>Creates a session. The arc's handler returns it, and the SDK owns it from then on.</summary>
    protected ResumingSession()
        : base(SessionKind.Resuming)
    {
    }

    /// <summary>A session that keeps what is written, for the handler of the arc that leaves RESUMING.</summary>
    /// <param name="maxBytes">The most that is taken, in bytes (1 to 2,147,483,591); more is refused with E2BIG.</param>
    /// <returns>A session.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is out of range.</exception>
    public static BufferedResumingSession Buffered(int maxBytes) => new(maxBytes);

    /// <summary>A session that hands everything on as it is written.</summary>
    /// <param name="accept">
    /// Takes the next bytes of the stream, cut wherever the host's writes are cut. What it throws breaks the stream.
    /// </param>
    /// <returns>A session.</returns>
    public static ResumingSession FromSink(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> accept)
    {
        ArgumentNullException.ThrowIfNull(accept);
        return new SinkResumingSession(accept);
    }

    /// <summary>Writes the next bytes of the stream.</summary>
    /// <param name="data">The bytes, of any number; none does nothing.</param>
    /// <param name="cancel">Stops the wait. A write that the driver has begun and that is cancelled breaks the stream.</param>
    /// <returns>A task that completes when the driver has taken all of them.</returns>
    /// <exception cref="MigrationException">
    /// ENODEV where the session is closed; the driver's errno (EIO where it gave none) where it refused the data, now or
    /// in an earlier write. After that the arc out of RESUMING fails as well, and only a reset leads out.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default)
    {
        using HostTurn turn = await BeginHostTurnAsync(cancel).ConfigureAwait(false);
        if (data.IsEmpty)
            return;
        try
        {
            await AcceptAsync(data, turn.Token).ConfigureAwait(false);
            ThrowIfClosed();
        }
        catch (Exception cause)
        {
            Break(cause);
            ThrowIfClosed();
            if (cause is MigrationException || (cause is OperationCanceledException && cancel.IsCancellationRequested))
                throw;
            throw new MigrationException(Errno.EIO, $"The driver could not take its stream: {cause.Message}", cause);
        }

        Count(data.Length);
    }

    /// <summary>Takes the next bytes of the stream. Never called twice at once, nor beside an arc's handler.</summary>
    /// <param name="data">At least one byte; valid until the returned task completes.</param>
    /// <param name="cancel">Cancelled with the host's write and when the session is closed.</param>
    /// <returns>A task that completes when all of them are taken. What it throws breaks the stream.</returns>
    protected abstract ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel);

    internal sealed override void ThrowIfNotCompletable() => ThrowIfBroken();
}

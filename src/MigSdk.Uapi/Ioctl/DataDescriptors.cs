using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Uapi;

/// <summary>
/// The open data descriptors of a device: numbers that stand for sessions, with what read, write, poll, ioctl and close do
/// on them. A number is not given out twice.
/// </summary>
/// <remarks>
/// All calls return 0 or a count, or a negative errno, as system calls do below the C library. A descriptor outlives its
/// session: the driver closes the session, the host the descriptor, and in between everything gives ENODEV.
/// </remarks>
public sealed class DataDescriptors
{
    private readonly ConcurrentDictionary<int, MigrationSession> _open = new();
    private int _last;

    /// <summary>How many descriptors are open.</summary>
    public int Count => _open.Count;

    /// <summary>Whether the flags of <see cref="PreCopyInfoLayout"/> are an answer.</summary>
    internal bool AnswersPreCopyFlags { get; set; }

    /// <summary>The session behind a descriptor.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <returns>The session; null where the descriptor is not open.</returns>
    public MigrationSession? SessionOf(int descriptor) => _open.TryGetValue(descriptor, out MigrationSession? session) ? session : null;

    /// <summary>Reads from a saving session.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="buffer">Where to put the bytes.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>
    /// How many bytes were read, 0 at the end of the stream; -ENOMSG where there is no data yet; -EBADF where the descriptor
    /// is not open or is not for reading; -ENODEV where the session is closed; -ECANCELED; else the driver's errno.
    /// </returns>
    public async ValueTask<int> ReadAsync(int descriptor, Memory<byte> buffer, CancellationToken cancel = default)
    {
        if (SessionOf(descriptor) is not SavingSession session)
            return Result.Of(Errno.EBADF);
        if (buffer.IsEmpty)
            return session.IsClosed ? Result.Of(Errno.ENODEV) : 0;
        try
        {
            SessionRead read = await session.ReadAsync(buffer, cancel).ConfigureAwait(false);
            return read.Outcome == ReadOutcome.NoDataYet ? Result.Of(Errno.ENOMSG) : read.Count;
        }
        catch (Exception cause)
        {
            return Result.Of(cause);
        }
    }

    /// <summary>Writes to a resuming session.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>
    /// How many bytes were taken, which is all; -EBADF where the descriptor is not open or is not for writing; -ENODEV where
    /// the session is closed; -ECANCELED; else the driver's errno.
    /// </returns>
    public async ValueTask<int> WriteAsync(int descriptor, ReadOnlyMemory<byte> data, CancellationToken cancel = default)
    {
        if (SessionOf(descriptor) is not ResumingSession session)
            return Result.Of(Errno.EBADF);
        try
        {
            await session.WriteAsync(data, cancel).ConfigureAwait(false);
            return data.Length;
        }
        catch (Exception cause)
        {
            return Result.Of(cause);
        }
    }

    /// <summary>Waits until another read is worth while: what poll tells of a saving session.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>0; -EBADF where the descriptor is not open or is not for reading; -ENODEV where the session is closed; -ECANCELED.</returns>
    public async ValueTask<int> WaitForDataAsync(int descriptor, CancellationToken cancel = default)
    {
        if (SessionOf(descriptor) is not SavingSession session)
            return Result.Of(Errno.EBADF);
        try
        {
            await session.WaitForDataAsync(cancel).ConfigureAwait(false);
            return 0;
        }
        catch (Exception cause)
        {
            return Result.Of(cause);
        }
    }

    /// <summary>An ioctl on a data descriptor: <see cref="UapiRequest.GetPreCopyInfo"/>.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="request">The request's number.</param>
    /// <param name="argument">The argument's memory.</param>
    /// <returns>
    /// 0; -EBADF where the descriptor is not open; -ENOTTY for another request, or a session that is not for saving; -EFAULT where
    /// the argument is shorter than the layout; -EINVAL where its argsz is, or the device is in no PRE_COPY state; -ENODEV
    /// where the session is closed; else the driver's errno.
    /// </returns>
    public int Ioctl(int descriptor, uint request, Span<byte> argument)
    {
        if (SessionOf(descriptor) is not { } session)
            return Result.Of(Errno.EBADF);
        if (request != UapiRequest.GetPreCopyInfo || session is not SavingSession saving)
            return Result.Of(Errno.ENOTTY);
        if (!Argument.TryRead(argument, out PreCopyInfoLayout asked))
            return Result.Of(Errno.EFAULT);
        if (asked.Argsz < Argument.SizeOf<PreCopyInfoLayout>())
            return Result.Of(Errno.EINVAL);
        try
        {
            PreCopyInfo info = saving.GetPreCopyInfo();
            uint flags = AnswersPreCopyFlags ? 0 : asked.Flags;
            Argument.Write(argument, new PreCopyInfoLayout(asked.Argsz, flags, (ulong)info.InitialBytes, (ulong)info.DirtyBytes));
            return 0;
        }
        catch (Exception cause)
        {
            return Result.Of(cause);
        }
    }

    /// <summary>Gives a descriptor up. The session stays what it is: the driver closes it.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <returns>0; -EBADF where the descriptor is not open.</returns>
    public int Close(int descriptor) => _open.TryRemove(descriptor, out _) ? 0 : Result.Of(Errno.EBADF);

    internal int Install(MigrationSession session)
    {
        int descriptor = Interlocked.Increment(ref _last);
        _open[descriptor] = session;
        return descriptor;
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>Carries the stream from the source to the destination.</summary>
internal sealed class StateTransfer(
    SourceEnd source, DestinationEnd destination, LiveMigrationOptions options, MigrationJournal journal)
{
    private const int LargestDefaultBuffer = 1024 * 1024;
    private const int SmallestDefaultBuffer = 4096;

    private byte[] _buffer = [];
    private long? _stopCopyLength;

    /// <summary>Chooses the size of a read by the source's estimate, where the host has not chosen.</summary>
    internal async ValueTask PrepareAsync(CancellationToken cancel)
    {
        _stopCopyLength = await source.GetStopCopyLengthAsync(cancel).ConfigureAwait(false);
        long length = _stopCopyLength is > 0 and { } estimate ? estimate : LargestDefaultBuffer;
        _buffer = new byte[options.BufferSize ?? (int)Math.Clamp(length, SmallestDefaultBuffer, LargestDefaultBuffer)];
    }

    /// <summary>Transfers in rounds, while the source runs, until little enough is left.</summary>
    internal async ValueTask PreCopyAsync(CancellationToken cancel)
    {
        PreCopyInfo? left = await EstimateAsync(cancel).ConfigureAwait(false);
        while (true)
        {
            journal.BeginRound();
            long size = Convergence.RoundBytes(left, _stopCopyLength, _buffer.Length);
            bool drained = await TransferAsync(size, isPreCopy: true, cancel).ConfigureAwait(false);
            left = await EstimateAsync(cancel).ConfigureAwait(false);
            if (Convergence.IsReached(left, drained, journal.Rate, options.DowntimeTarget)
                || journal.Round >= options.MaxRounds)
            {
                return;
            }

            if (drained)
                await WaitForDataAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Transfers the rest, after the source has stopped.</summary>
    internal async ValueTask StopCopyAsync(CancellationToken cancel) =>
        await TransferAsync(long.MaxValue, isPreCopy: false, cancel).ConfigureAwait(false);

    /// <returns>Whether the stream was drained before that many bytes were transferred.</returns>
    private async ValueTask<bool> TransferAsync(long size, bool isPreCopy, CancellationToken cancel)
    {
        long begin = journal.Now();
        long before = journal.Bytes;
        double rateBefore = journal.Rate;
        while (journal.Bytes - before < size)
        {
            journal.ThrowIfObserverFailed();
            SessionRead read = await ReadAsync(isPreCopy, cancel).ConfigureAwait(false);
            if (read.Outcome != ReadOutcome.Bytes)
                return true;
            await WriteAsync(read.Count, cancel).ConfigureAwait(false);
            long bytes = journal.Bytes + read.Count - before;
            journal.AddBytes(read.Count, Convergence.Rate(bytes, journal.Since(begin), rateBefore));
        }

        return false;
    }

    private async ValueTask<SessionRead> ReadAsync(bool isPreCopy, CancellationToken cancel)
    {
        ISavingStream stream = source.Stream!;
        SessionRead read =
            await source.Guard.RunAsync("read its stream", token => stream.ReadAsync(_buffer, token), cancel)
                .ConfigureAwait(false);
        bool isSound = read.Outcome switch
        {
            ReadOutcome.Bytes => read.Count > 0 && read.Count <= _buffer.Length,
            ReadOutcome.NoDataYet => isPreCopy,
            _ => !isPreCopy,
        };
        return isSound
            ? read
            : throw new MigrationException(
                Errno.EPROTO,
                $"The source's read came to {read.Outcome} with {read.Count} bytes, which cannot be "
                + (isPreCopy ? "while it runs." : "after it has stopped."));
    }

    private async ValueTask WriteAsync(int count, CancellationToken cancel)
    {
        IResumingStream stream = destination.Stream!;
        await destination.Guard.RunAsync(
            "take its stream", token => stream.WriteAsync(_buffer.AsMemory(0, count), token), cancel)
            .ConfigureAwait(false);
    }

    // As in QEMU, a source that cannot answer is one without estimates: the rounds go by what the reads find.
    private async ValueTask<PreCopyInfo?> EstimateAsync(CancellationToken cancel)
    {
        ISavingStream stream = source.Stream!;
        PreCopyInfo? left;
        try
        {
            left = await source.Guard.RunAsync("estimate what is left", stream.GetPreCopyInfoAsync, cancel)
                .ConfigureAwait(false);
        }
        catch (MigrationException cause) when (cause.Errno is not (Errno.ECANCELED or Errno.ETIMEDOUT))
        {
            left = null;
        }

        journal.SetEstimates(left);
        return left;
    }

    private async ValueTask WaitForDataAsync(CancellationToken cancel)
    {
        ISavingStream stream = source.Stream!;
        using var limit = new CancellationTokenSource(options.DataWaitLimit, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            await source.Guard.RunAsync("wait for data", stream.WaitForDataAsync, either.Token).ConfigureAwait(false);
        }
        catch (MigrationException cause)
            when (cause.Errno == Errno.ECANCELED && limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // Nothing has come: the estimates are looked at again.
        }
    }
}

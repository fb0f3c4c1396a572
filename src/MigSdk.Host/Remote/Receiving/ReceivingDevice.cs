using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>What the sender may do with the receiver's device, one order at a time.</summary>
internal sealed class ReceivingDevice(DestinationEnd end, MigrationJournal journal)
{
    private readonly List<Exception> _failures = [];
    private bool _hasRefusedData;
    private bool _isOver;
    private bool _isStarted;

    internal DestinationFate Fate => end.Fate;

    internal MigrationState? State => end.State;

    internal List<Exception> Failures => _failures;

    internal bool IsInRunning => end.Fate == DestinationFate.Runs && end.State == MigrationState.Running;

    /// <summary>Carries out an order.</summary>
    /// <returns>The device's state after it; null where the answer has none.</returns>
    /// <exception cref="MigrationException">It was refused, or the device failed.</exception>
    internal async ValueTask<MigrationState?> CarryOutAsync(Frame frame, CancellationToken cancel)
    {
        switch (frame.Kind)
        {
            case FrameKind.GetState:
                return await end.GetStateAsync(cancel).ConfigureAwait(false);
            case FrameKind.Resume:
                await BeginResumingAsync(cancel).ConfigureAwait(false);
                return MigrationState.Resuming;
            case FrameKind.Data:
                await TakeAsync(frame.Payload, cancel).ConfigureAwait(false);
                return null;
            case FrameKind.Run:
                return await RunAsync(frame, cancel).ConfigureAwait(false);
            default:
                // From here on nothing but another reset makes sense, whether this one succeeds or not.
                _isOver = true;
                await end.ResetForGoodAsync().ConfigureAwait(false);
                return MigrationState.Running;
        }
    }

    /// <summary>Asks for RUNNING without the sender, which has said that the device is to run, and is gone.</summary>
    /// <returns>Why the device runs, but has not come to RUNNING; null where it has.</returns>
    internal async ValueTask<MigrationException?> FinishAsync()
    {
        MigrationException? failure = null;
        for (int attempt = 0; attempt < 2 && Fate == DestinationFate.Runs && !IsInRunning; attempt++)
        {
            try
            {
                failure = null;
                await RunAsync(MigrationState.Running, CancellationToken.None).ConfigureAwait(false);
            }
            catch (MigrationException cause)
            {
                failure = cause;
            }
        }

        return failure;
    }

    /// <summary>Makes sure that the device does not run, now and later.</summary>
    /// <returns>Whether it certainly does not.</returns>
    internal async ValueTask<bool> GiveUpAsync()
    {
        _isOver = true;
        if (!end.TryBar())
            return await end.FenceAsync(_failures).ConfigureAwait(false);
        await end.GiveUpAsync(_failures).ConfigureAwait(false);
        return true;
    }

    internal async ValueTask<Exception?> StartWorkloadAsync(Func<ValueTask>? startWorkload)
    {
        if (_isStarted || startWorkload is null)
            return null;
        _isStarted = true;
        try
        {
            await startWorkload().ConfigureAwait(false);
            return null;
        }
        catch (Exception cause)
        {
            return cause;
        }
    }

    private async ValueTask BeginResumingAsync(CancellationToken cancel)
    {
        ThrowIfOver();
        if (end.Stream is not null)
            throw new MigrationException(Errno.EBUSY, "The destination takes a state in already.");
        Preconditions.ThrowIfNotInitial(await end.GetStateAsync(cancel).ConfigureAwait(false));
        await end.BeginResumingAsync(cancel).ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        ThrowIfOver();
        if (_hasRefusedData)
            throw new MigrationException(Errno.EIO, "The destination has refused data before this.");
        IResumingStream stream = end.Stream
            ?? throw new MigrationException(Errno.ENODEV, "The destination was not asked for RESUMING.");
        try
        {
            await end.Guard.RunAsync("take its stream", token => stream.WriteAsync(data, token), cancel)
                .ConfigureAwait(false);
        }
        catch
        {
            // With a gap in it, what comes later means something else.
            _hasRefusedData = true;
            throw;
        }

        journal.AddBytes(data.Length);
    }

    private ValueTask<MigrationState?> RunAsync(Frame frame, CancellationToken cancel)
    {
        PayloadReader payload = frame.Read();
        var target = (MigrationState)payload.ReadUInt32();
        long bytes = payload.ReadInt64();
        payload.ExpectEnd();
        ThrowIfOver();
        if (!target.IsRunning() || target.Session() != SessionKind.None)
            throw new MigrationException(Errno.EINVAL, $"{target} is no state in which a destination takes over.");
        if (_hasRefusedData || bytes != journal.Bytes)
        {
            throw new MigrationException(
                Errno.EIO, $"The destination has taken {journal.Bytes} of the {bytes} bytes of the state, and cannot run.");
        }

        return RunAsync(target, cancel);
    }

    private async ValueTask<MigrationState?> RunAsync(MigrationState target, CancellationToken cancel)
    {
        var request = new PlannedRequest(
            MigrationPhase.Resuming,
            MigrationEnd.Destination,
            target,
            BeginsDowntime: false,
            EndsDowntime: Fate != DestinationFate.Runs);
        try
        {
            await end.RunAsync(StoppedSource.ByOrder(), request, _failures, cancel).ConfigureAwait(false);
        }
        catch (MigrationException cause) when (Fate == DestinationFate.MayHaveRun)
        {
            // The sender asks for the state next. It must not take ERROR, or RUNNING after a reset, for more than it says.
            throw new MigrationException(Errno.ETIMEDOUT, $"{cause.Message} Whether it has run is not known.", cause);
        }

        return target;
    }

    private void ThrowIfOver()
    {
        if (_isOver)
            throw new MigrationException(Errno.EBUSY, "The destination was reset, and this migration is over.");
    }
}

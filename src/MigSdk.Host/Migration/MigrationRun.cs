using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>One live migration, from its beginning to its result or to the statement of which side runs.</summary>
/// <remarks>
/// <para>
/// That both sides run is impossible because each needs a proof about the other: the destination a
/// <see cref="StoppedSource"/>; the source, to come back, an <see cref="IdleDestination"/>, which bars the destination.
/// </para>
/// <para>
/// The commit point is the destination's first running state. A failure before it ends in <see cref="RecoverAsync"/>;
/// after it the migration is completed, whatever else fails, and nothing cancels it.
/// </para>
/// </remarks>
internal sealed partial class MigrationRun
{
    private readonly LiveMigrationOptions _options;
    private readonly MigrationJournal _journal;
    private readonly SourceEnd _source;
    private readonly DestinationEnd _destination;
    private readonly StateTransfer _transfer;
    private readonly List<Exception> _failures = [];
    private bool _isWorkloadStopped;

    internal MigrationRun(
        IMigrationBackend source,
        IMigrationBackend destination,
        LiveMigrationOptions options,
        IProgress<MigrationProgress>? progress)
    {
        _options = options;
        _journal = new MigrationJournal(options, progress);
        _source = new SourceEnd(source, options, _journal);
        _destination = new DestinationEnd(destination, options, _journal);
        _transfer = new StateTransfer(_source, _destination, options, _journal);
    }

    internal async Task<LiveMigrationResult> RunAsync(CancellationToken host)
    {
        await using var cancellation = new MigrationCancellation(_options, host);
        MigrationPlan plan;
        MigrationException? restriction;
        try
        {
            plan = await SetUpAsync(cancellation).ConfigureAwait(false);
            await PreCopyAsync(plan, cancellation).ConfigureAwait(false);
            StoppedSource stopped = await StopAsync(plan, cancellation).ConfigureAwait(false);
            restriction = await ResumeAsync(plan, stopped, cancellation).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            throw await RecoverAsync(cause, cancellation).ConfigureAwait(false);
        }

        return await CompleteAsync(plan, restriction).ConfigureAwait(false);
    }

    /// <summary>Checks everything that can be checked before anything changes; then the destination begins.</summary>
    private async ValueTask<MigrationPlan> SetUpAsync(MigrationCancellation cancellation)
    {
        _journal.Report();
        cancellation.ThrowIfCancelled();
        var plan = MigrationPlan.For(_source.Backend.Features, _destination.Backend.Features);
        Preconditions.ThrowIfIncomplete(
            Probe.Run(_source.Backend, plan.SourceTransitions),
            Probe.Run(_destination.Backend, plan.DestinationTransitions));
        MigrationState source = await _source.GetStateAsync(cancellation.Token).ConfigureAwait(false);
        MigrationState destination = await _destination.GetStateAsync(cancellation.Token).ConfigureAwait(false);
        Preconditions.ThrowIfNotRunning(source);
        Preconditions.ThrowIfNotInitial(destination);
        await _transfer.PrepareAsync(cancellation.Token).ConfigureAwait(false);
        _journal.ThrowIfObserverFailed();
        await _destination.BeginResumingAsync(cancellation.Token).ConfigureAwait(false);
        return plan;
    }

    private async ValueTask PreCopyAsync(MigrationPlan plan, MigrationCancellation cancellation)
    {
        foreach (PlannedRequest request in plan.RequestsOf(MigrationPhase.PreCopy, MigrationEnd.Source))
        {
            _journal.EnterPhase(request.Phase);
            await TakeAsync(request, cancellation).ConfigureAwait(false);
            await _transfer.PreCopyAsync(cancellation.Token).ConfigureAwait(false);
        }
    }

    private async ValueTask<StoppedSource> StopAsync(MigrationPlan plan, MigrationCancellation cancellation)
    {
        _journal.EnterPhase(MigrationPhase.Stopping);
        _journal.ThrowIfObserverFailed();
        if (_options.OnSourceStopping is { } stopWorkload)
        {
            _isWorkloadStopped = true;
            await stopWorkload(cancellation.Token).ConfigureAwait(false);
        }

        foreach (PlannedRequest request in plan.RequestsOf(MigrationPhase.Stopping, MigrationEnd.Source))
            await TakeAsync(request, cancellation).ConfigureAwait(false);

        _journal.EnterPhase(MigrationPhase.StopCopy);
        foreach (PlannedRequest request in plan.RequestsOf(MigrationPhase.StopCopy, MigrationEnd.Source))
            await TakeAsync(request, cancellation).ConfigureAwait(false);
        await _transfer.StopCopyAsync(cancellation.Token).ConfigureAwait(false);
        return await StoppedSource.ConfirmAsync(_source, cancellation.Token).ConfigureAwait(false);
    }

    /// <summary>
    /// Has the destination run. What can be cancelled is only the way to its first running state; a request that failed
    /// while it runs is made once more.
    /// </summary>
    /// <returns>Why the destination runs, but has not come to RUNNING; null where it has.</returns>
    private async ValueTask<MigrationException?> ResumeAsync(
        MigrationPlan plan, StoppedSource stopped, MigrationCancellation cancellation)
    {
        _journal.EnterPhase(MigrationPhase.Resuming);
        _journal.ThrowIfObserverFailed();
        foreach (PlannedRequest request in plan.RequestsOf(MigrationPhase.Resuming, MigrationEnd.Destination))
        {
            if (await TryRunAsync(stopped, request, cancellation).ConfigureAwait(false) is not null
                && await TryRunAsync(stopped, request, cancellation).ConfigureAwait(false) is { } restriction)
            {
                return restriction;
            }
        }

        return null;
    }

    private async ValueTask<MigrationException?> TryRunAsync(
        StoppedSource stopped, PlannedRequest request, MigrationCancellation cancellation)
    {
        bool isCommitted = _destination.Fate == DestinationFate.Runs;
        try
        {
            CancellationToken token = isCommitted ? CancellationToken.None : cancellation.Token;
            await _destination.RunAsync(stopped, request, _failures, token).ConfigureAwait(false);
            return null;
        }
        catch (MigrationException cause) when (_destination.Fate == DestinationFate.Runs)
        {
            return cause;
        }
    }

    private async ValueTask<LiveMigrationResult> CompleteAsync(MigrationPlan plan, MigrationException? restriction)
    {
        _journal.EnterPhase(MigrationPhase.Completing);
        Exception? workloadFailure = null;
        try
        {
            if (_options.OnDestinationRunning is { } startWorkload)
                await startWorkload().ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            workloadFailure = cause;
        }

        MigrationException? sourceStopFailure = await StopSourceAsync(plan).ConfigureAwait(false);
        if (restriction is not null)
            throw FailedAfterCommit(MigrationPhase.Resuming, restriction, workloadFailure, sourceStopFailure);
        if (workloadFailure is not null)
            throw FailedAfterCommit(MigrationPhase.Completing, workloadFailure, sourceStopFailure);

        _journal.EnterPhase(MigrationPhase.Completed);
        return new LiveMigrationResult
        {
            BytesTransferred = _journal.Bytes,
            Rounds = _journal.Round,
            Downtime = _journal.Downtime ?? TimeSpan.Zero,
            Elapsed = _journal.Elapsed,
            Phases = _journal.Phases,
            Requests = _journal.Requests,
            SourceState = _source.State,
            SourceStopFailure = sourceStopFailure,
            ProgressFailure = _journal.ObserverFailure,
        };
    }

    /// <summary>
    /// Closes the source's stream; asks twice, as the destination is asked. If both fail, the source stays in STOP_COPY
    /// or ERROR, stopped: a reset would help the device, but lead to RUNNING, and so is left to whoever disposes of it.
    /// </summary>
    private async ValueTask<MigrationException?> StopSourceAsync(MigrationPlan plan)
    {
        foreach (PlannedRequest request in plan.RequestsOf(MigrationPhase.Completing, MigrationEnd.Source))
        {
            if (await TryStopSourceAsync(request).ConfigureAwait(false) is not null
                && await TryStopSourceAsync(request).ConfigureAwait(false) is { } failure)
            {
                await _source.ObserveAsync(_failures).ConfigureAwait(false);
                return failure;
            }
        }

        return null;
    }

    private async ValueTask<MigrationException?> TryStopSourceAsync(PlannedRequest request)
    {
        try
        {
            await _source.TakeAsync(request, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (MigrationException cause)
        {
            return cause;
        }
    }

    private async ValueTask TakeAsync(PlannedRequest request, MigrationCancellation cancellation)
    {
        _journal.ThrowIfObserverFailed();
        if (request.BeginsDowntime)
        {
            _journal.BeginDowntime();
            cancellation.BeginDowntime();
        }

        await _source.TakeAsync(request, cancellation.Token).ConfigureAwait(false);
    }
}

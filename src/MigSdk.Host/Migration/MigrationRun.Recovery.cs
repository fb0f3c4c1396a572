using System;
using System.Threading.Tasks;

namespace MigSdk.Host;

// What follows a failure. Nothing here can be cancelled by the host; the options' time limits bound it.
internal sealed partial class MigrationRun
{
    private async ValueTask<LiveMigrationException> RecoverAsync(Exception cause, MigrationCancellation cancellation)
    {
        MigrationPhase phase = _journal.Phase;
        _journal.EnterPhase(MigrationPhase.Recovering);

        RunningSide side = _destination.Fate switch
        {
            DestinationFate.Runs => RunningSide.Destination,
            DestinationFate.HasFailed => RunningSide.Neither,
            DestinationFate.NeverRan when IdleDestination.TryTake(_destination) is { } idle =>
                await GiveBackAsync(idle).ConfigureAwait(false),
            _ => await _destination.FenceAsync(_failures).ConfigureAwait(false)
                ? RunningSide.Neither
                : RunningSide.Unknown,
        };
        _journal.Report();
        return Failed(phase, side, ErrnoOf(cause, cancellation), cause, cancellation.IsLimitReached);
    }

    private async ValueTask<RunningSide> GiveBackAsync(IdleDestination idle)
    {
        // What a device does in ERROR nobody has promised. Otherwise it stands still, and the source need not wait for it.
        bool comesFirst = _destination.State == MigrationState.Error;
        if (comesFirst)
            await _destination.GiveUpAsync(_failures).ConfigureAwait(false);
        bool? runs = await _source.BringBackAsync(idle, _failures).ConfigureAwait(false);
        if (runs == true)
            await StartWorkloadAgainAsync().ConfigureAwait(false);
        if (!comesFirst)
            await _destination.GiveUpAsync(_failures).ConfigureAwait(false);
        return runs switch { true => RunningSide.Source, false => RunningSide.Neither, null => RunningSide.Unknown };
    }

    private async ValueTask StartWorkloadAgainAsync()
    {
        if (!_isWorkloadStopped || _options.OnSourceRunning is not { } startWorkload)
            return;
        try
        {
            await startWorkload().ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            _failures.Add(cause);
        }
    }

    private LiveMigrationException FailedAfterCommit(MigrationPhase phase, Exception cause, params Exception?[] others)
    {
        foreach (Exception? other in others)
        {
            if (other is not null)
                _failures.Add(other);
        }

        Errno errno = cause is MigrationException failure ? failure.Errno : Errno.EIO;
        return Failed(phase, RunningSide.Destination, errno, cause, isLimitReached: false);
    }

    private LiveMigrationException Failed(
        MigrationPhase phase, RunningSide side, Errno errno, Exception cause, bool isLimitReached)
    {
        var facts = new FailureFacts(
            side,
            _destination.Fate,
            _source.WasReset,
            _source.MayHaveBeenReset,
            _source.State,
            _destination.State);
        string message = cause.Message.TrimEnd('.') + ".";
        string first = isLimitReached
            ? $"The downtime limit of {_options.DowntimeLimit} has passed. {message}"
            : message;
        return new LiveMigrationException(errno, phase, side, $"{phase}: {first} {facts.Describe()}", cause)
        {
            SourceWasReset = _source.WasReset,
            SourceState = _source.State,
            DestinationState = _destination.State,
            Requests = _journal.Requests,
            RecoveryFailures = [.. _failures],
        };
    }

    private static Errno ErrnoOf(Exception cause, MigrationCancellation cancellation)
    {
        Errno errno = cause switch
        {
            MigrationException failure => failure.Errno,
            OperationCanceledException when cancellation.Token.IsCancellationRequested => Errno.ECANCELED,
            _ => Errno.EIO,
        };
        return errno == Errno.ECANCELED && cancellation.IsLimitReached ? Errno.ETIMEDOUT : errno;
    }
}

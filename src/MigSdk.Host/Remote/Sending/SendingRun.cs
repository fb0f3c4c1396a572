using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>One migration to another host, from the greeting to the farewell.</summary>
internal sealed class SendingRun(
    IMigrationBackend source,
    Stream stream,
    LiveMigrationOptions options,
    LinkOptions linkOptions,
    IProgress<MigrationProgress>? progress) : IAsyncDisposable
{
    private readonly MigrationLink _link = new(stream, linkOptions, "receiver");
    private readonly Guid _id = Guid.NewGuid();
    private Task _receiving = Task.CompletedTask;

    internal async Task<LiveMigrationResult> RunAsync(CancellationToken cancel)
    {
        RemoteDestination destination = await OpenAsync(cancel).ConfigureAwait(false);
        _receiving = destination.ReceiveAsync();

        // A source that has nothing to send would not notice that there is nobody to send it to.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _link.Lost);
        try
        {
            LiveMigrationResult result = await LiveMigration
                .RunAsync(source, destination, options, new SendingProgress(_link, progress), either.Token)
                .ConfigureAwait(false);
            await PartAsync(new Farewell(RunningSide.Destination, Errno.None, "")).ConfigureAwait(false);
            return result;
        }
        catch (LiveMigrationException cause)
        {
            bool isByLoss = cause.Errno == Errno.ECANCELED && _link.IsLost && !cancel.IsCancellationRequested;
            LiveMigrationException failure = Describe(cause, isByLoss ? _link.Failure : null);
            await PartAsync(new Farewell(failure.RunningSide, failure.Errno, cause.Message)).ConfigureAwait(false);
            throw failure;
        }
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async ValueTask<RemoteDestination> OpenAsync(CancellationToken cancel)
    {
        try
        {
            await using CancellationTokenRegistration registration = cancel.UnsafeRegister(
                _ => _link.Fail(Errno.ECANCELED, "The migration was cancelled before the receiver had greeted."), null);
            await _link.GreetAsync(new Hello(
                _id,
                linkOptions.ChunkSize,
                linkOptions.Window,
                linkOptions.PeerTimeout,
                source.Features,
                source.SupportedTransitions)).ConfigureAwait(false);
            Hello hello = await _link.ReceiveGreetingAsync().ConfigureAwait(false);
            return new RemoteDestination(_link, hello, linkOptions.ChunkSize);
        }
        catch (MigrationException cause)
        {
            throw await UntouchedAsync(cause).ConfigureAwait(false);
        }
    }

    /// <summary>The failure of a migration that has not begun: the source is as it was.</summary>
    private async ValueTask<LiveMigrationException> UntouchedAsync(MigrationException cause)
    {
        var end = new SourceEnd(source, options, new MigrationJournal(options, observer: null));
        System.Collections.Generic.List<Exception> failures = [];
        MigrationState? state = await end.ObserveAsync(failures).ConfigureAwait(false);
        RunningSide side = state switch
        {
            null => RunningSide.Unknown,
            { } seen when seen.IsRunning() => RunningSide.Source,
            _ => RunningSide.Neither,
        };
        var facts = new FailureFacts(
            side,
            DestinationFate.NeverRan,
            SourceWasReset: false,
            SourceMayHaveBeenReset: false,
            state,
            DestinationState: null);
        return new LiveMigrationException(
            cause.Errno, MigrationPhase.Setup, side, $"Setup: {cause.Message} {facts.Describe()}", cause)
        {
            SourceState = state,
            RecoveryFailures = failures,
        };
    }

    /// <summary>The same failure with the migration's id and, where that was the cause, with the lost link.</summary>
    private LiveMigrationException Describe(LiveMigrationException failure, MigrationException? loss) => new(
        loss?.Errno ?? failure.Errno,
        failure.Phase,
        failure.RunningSide,
        (loss is null ? failure.Message : $"{loss.Message} {failure.Message}")
        + (failure.RunningSide == RunningSide.Unknown ? " The receiver's own report says whether it runs." : "")
        + $" (Migration {_id}.)",
        loss ?? failure.InnerException)
    {
        SourceWasReset = failure.SourceWasReset,
        SourceState = failure.SourceState,
        DestinationState = failure.DestinationState,
        Requests = failure.Requests,
        RecoveryFailures = failure.RecoveryFailures,
    };

    /// <summary>
    /// Says the last word, and waits for the receiver's: a socket that is closed with something unread in it may take
    /// back what was sent.
    /// </summary>
    private async ValueTask PartAsync(Farewell farewell)
    {
        try
        {
            await _link.SendAsync(FrameKind.Farewell, 0, farewell.Write()).ConfigureAwait(false);
            await _link.WaitUntilLostAsync(_receiving).ConfigureAwait(false);
        }
        catch (MigrationException)
        {
            // The link is lost. What has become of the migration does not hang on the farewell.
        }
    }
}

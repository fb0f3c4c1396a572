using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>
/// The destination. It runs only against a <see cref="StoppedSource"/>, and never after it was barred.
/// </summary>
internal sealed class DestinationEnd(IMigrationBackend backend, LiveMigrationOptions options, MigrationJournal journal)
    : DrivenEnd(MigrationEnd.Destination, backend, options, journal)
{
    private bool _isBarred;

    /// <summary>What has become of it so far.</summary>
    internal DestinationFate Fate { get; private set; } = DestinationFate.NeverRan;

    /// <summary>The stream that takes the source's state in.</summary>
    internal IResumingStream? Stream { get; private set; }

    internal async ValueTask BeginResumingAsync(CancellationToken cancel)
    {
        IMigrationStream? stream =
            await RequestAsync(MigrationState.Resuming, SessionKind.Resuming, cancel).ConfigureAwait(false);
        Stream = stream as IResumingStream
            ?? throw new MigrationException(Errno.EBADF, "The stream of Resuming cannot be written.");
    }

    /// <summary>
    /// Asks for a running state. This is the only place that does, and from here on the source's fate hangs on
    /// <see cref="Fate"/>.
    /// </summary>
    /// <exception cref="MigrationException">
    /// It failed. <see cref="Fate"/> says what that has left; where it is <see cref="DestinationFate.Runs"/>, the
    /// destination runs although it has reported a failure.
    /// </exception>
    internal async ValueTask RunAsync(
        StoppedSource stopped, PlannedRequest request, List<Exception> failures, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stopped);
        if (_isBarred)
            throw new InvalidOperationException("The source may run: the destination was barred.");

        bool hadRun = Fate == DestinationFate.Runs;
        if (!hadRun)
            await ThrowIfNotResumingAsync(cancel).ConfigureAwait(false);
        DestinationFate before = Fate;
        try
        {
            await RequestAsync(request.Target, SessionKind.None, cancel).ConfigureAwait(false);
            Fate = DestinationFate.Runs;
        }
        catch (MigrationException cause) when (Fate != before)
        {
            MigrationState? observed = await ObserveAsync(failures).ConfigureAwait(false);
            Fate = Recovery.FateAfter(hadRun, cause.Errno, observed);
            throw;
        }
        finally
        {
            if (request.EndsDowntime && Fate == DestinationFate.Runs)
                Journal.EndDowntime();
        }
    }

    /// <summary>
    /// Resets the destination because whoever migrates has said so. After that it cannot be made to run any more.
    /// </summary>
    /// <exception cref="MigrationException">The reset failed.</exception>
    internal async ValueTask ResetForGoodAsync()
    {
        if (!TryBar())
            Fate = DestinationFate.MayHaveRun;
        await ResetAsync().ConfigureAwait(false);
        if (!_isBarred)
            Fate = DestinationFate.HasFailed;
    }

    /// <summary>Bars the destination from running, if it has never run.</summary>
    internal bool TryBar() => _isBarred = Fate == DestinationFate.NeverRan;

    /// <summary>Brings the destination back to its initial state, without taking an arc out of RESUMING.</summary>
    /// <remarks>
    /// QEMU goes back to the state before RESUMING; that is the initial state, and a reset leads there unseen.
    /// </remarks>
    internal async ValueTask GiveUpAsync(List<Exception> failures)
    {
        if (!IsTouched)
            return;
        try
        {
            await ResetAsync().ConfigureAwait(false);
        }
        catch (MigrationException cause)
        {
            failures.Add(cause);
        }
    }

    /// <summary>Makes sure, by a reset, that a destination which may have run does not run now.</summary>
    /// <returns>Whether it certainly does not.</returns>
    internal async ValueTask<bool> FenceAsync(List<Exception> failures)
    {
        try
        {
            await ResetAsync().ConfigureAwait(false);
            return await Guard.SettleAsync().ConfigureAwait(false);
        }
        catch (MigrationException cause)
        {
            failures.Add(cause);
            MigrationState? observed = await ObserveAsync(failures).ConfigureAwait(false);
            return observed is { } state && !state.IsRunning() && state != MigrationState.Error;
        }
    }

    // Up to here the source may go on; a host that is cancelled before it has asked does not put that in doubt.
    protected override void OnAsked(MigrationState target)
    {
        if (target.IsRunning())
            Fate = DestinationFate.MayHaveRun;
    }

    // A reset by somebody else would make the request for RUNNING succeed, on a device without the source's state.
    private async ValueTask ThrowIfNotResumingAsync(CancellationToken cancel)
    {
        MigrationState state = await GetStateAsync(cancel).ConfigureAwait(false);
        if (state != MigrationState.Resuming)
        {
            throw new MigrationException(
                Errno.EBUSY,
                $"The destination is in {state} and not in Resuming any more: somebody else drives it. "
                + "Keep it to the migration.");
        }
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>One end of a migration: makes its requests, one by one, and keeps the journal of them.</summary>
internal abstract class DrivenEnd(
    MigrationEnd end, IMigrationBackend backend, LiveMigrationOptions options, MigrationJournal journal)
{
    internal IMigrationBackend Backend { get; } = backend;

    internal OperationGuard Guard { get; } = new(end, options);

    protected MigrationJournal Journal { get; } = journal;

    /// <summary>The state in which the end is; null where it has not said so since the last failure.</summary>
    internal MigrationState? State { get; private set; }

    /// <summary>The state in which the end was last seen.</summary>
    protected MigrationState LastState { get; private set; } = MigrationState.Running;

    /// <summary>Whether the end was asked for anything that could have changed it.</summary>
    protected bool IsTouched { get; private set; }

    internal async ValueTask<MigrationState> GetStateAsync(CancellationToken cancel)
    {
        MigrationState state =
            await Guard.RunAsync("tell its state", Backend.GetStateAsync, cancel).ConfigureAwait(false);
        Arrive(state);
        return state;
    }

    /// <summary>
    /// The state after a failure; null where the end does not answer, or something is still on its way in it.
    /// </summary>
    internal async ValueTask<MigrationState?> ObserveAsync(List<Exception> failures)
    {
        State = null;
        if (!await Guard.SettleAsync().ConfigureAwait(false))
            return null;
        try
        {
            return await GetStateAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (MigrationException cause)
        {
            failures.Add(cause);
            return null;
        }
    }

    /// <summary>The estimate of the stream; null where there is none that can be had.</summary>
    internal async ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel)
    {
        try
        {
            return await Guard.RunAsync("estimate its stream", Backend.GetStopCopyLengthAsync, cancel)
                .ConfigureAwait(false);
        }
        catch (MigrationException cause) when (cause.Errno is not (Errno.ECANCELED or Errno.ETIMEDOUT))
        {
            // It only decides the size of the buffer.
            return null;
        }
    }

    /// <summary>Asks for a state, and for the stream that belongs to it.</summary>
    /// <param name="target">The state.</param>
    /// <param name="opens">The kind of stream that the request must open; any other is refused with EBADF.</param>
    /// <param name="cancel">Tells the end to stop where it is.</param>
    protected async ValueTask<IMigrationStream?> RequestAsync(
        MigrationState target, SessionKind opens, CancellationToken cancel)
    {
        MigrationState from = LastState;
        IReadOnlyList<MigrationState> path = [];
        IMigrationStream? stream = null;
        await RecordAsync(
            async () => stream = await Guard.RunAsync(
                $"go to {target}",
                token =>
                {
                    path = Backend.GetPath(from, target);
                    IsTouched = true;
                    OnAsked(target);
                    return Backend.SetStateAsync(target, token);
                },
                cancel,
                changesState: true).ConfigureAwait(false),
            (errno, duration) => new(Journal.Phase, end, from, target, path, IsReset: false, errno, duration))
            .ConfigureAwait(false);
        Arrive(target);

        SessionKind opened = stream?.Kind ?? SessionKind.None;
        return opened == opens
            ? stream
            : throw new MigrationException(
                Errno.EBADF,
                $"{from} -> {target} of the {end.Name()} gave the stream '{opened}' where '{opens}' belongs.");
    }

    protected async ValueTask ResetAsync()
    {
        MigrationState from = LastState;
        const MigrationState Initial = MigrationState.Running;
        await RecordAsync(
            async () => await Guard
                .RunAsync("reset itself", Backend.ResetAsync, CancellationToken.None, changesState: true)
                .ConfigureAwait(false),
            (errno, duration) => new(Journal.Phase, end, from, Initial, [Initial], IsReset: true, errno, duration))
            .ConfigureAwait(false);
        Arrive(Initial);
    }

    /// <summary>Is called at the moment when a state is asked for, and not before.</summary>
    protected virtual void OnAsked(MigrationState target)
    {
    }

    private void Arrive(MigrationState state)
    {
        State = state;
        LastState = state;
    }

    private async ValueTask RecordAsync(Func<ValueTask> request, Func<Errno, TimeSpan, MigrationRequest> record)
    {
        long begin = Journal.Now();
        Errno errno = Errno.None;
        State = null;
        try
        {
            await request().ConfigureAwait(false);
        }
        catch (MigrationException cause)
        {
            errno = cause.Errno;
            throw;
        }
        finally
        {
            Journal.Add(record(errno, Journal.Since(begin)));
        }
    }
}

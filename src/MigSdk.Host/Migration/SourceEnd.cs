using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>
/// The source. It leaves its running states by a plan, and comes back only against an <see cref="IdleDestination"/>.
/// </summary>
internal sealed class SourceEnd(IMigrationBackend backend, LiveMigrationOptions options, MigrationJournal journal)
    : DrivenEnd(MigrationEnd.Source, backend, options, journal)
{
    private MigrationState? _failed;

    /// <summary>The stream that was opened last.</summary>
    internal ISavingStream? Stream { get; private set; }

    /// <summary>Whether the source had to be reset.</summary>
    internal bool WasReset { get; private set; }

    /// <summary>Whether the source was asked to reset itself, whatever has come of it.</summary>
    internal bool MayHaveBeenReset { get; private set; }

    /// <summary>Takes the next request of the plan. None of them leads from a stopped state to a running one.</summary>
    internal async ValueTask TakeAsync(PlannedRequest request, CancellationToken cancel)
    {
        MigrationState target = request.Target;
        if (target.IsRunning() && !LastState.IsRunning())
            throw new InvalidOperationException($"{LastState} -> {target} would bring the source back.");
        SessionKind opens = LastState.Session() == target.Session() ? SessionKind.None : target.Session();
        _failed = target;
        IMigrationStream? stream = await RequestAsync(target, opens, cancel).ConfigureAwait(false);
        _failed = null;
        if (opens != SessionKind.None)
        {
            Stream = stream as ISavingStream
                ?? throw new MigrationException(Errno.EBADF, $"The stream of {target} cannot be read.");
        }
    }

    /// <summary>Brings the source back to RUNNING: by request where that helps, else by a reset.</summary>
    /// <param name="idle">The proof that the destination has not run and will not.</param>
    /// <param name="failures">Takes up what fails on the way.</param>
    /// <returns>Whether the source runs; null where it does not answer.</returns>
    internal async ValueTask<bool?> BringBackAsync(IdleDestination idle, List<Exception> failures)
    {
        ArgumentNullException.ThrowIfNull(idle);
        MigrationState? state = await ObserveAsync(failures).ConfigureAwait(false);
        if (IsTouched && state != MigrationState.Running)
            state = await RecoverAsync(state, failures).ConfigureAwait(false);
        if (state is { } reached && reached.IsRunning())
            Journal.EndDowntime();
        return state?.IsRunning();
    }

    private async ValueTask<MigrationState?> RecoverAsync(MigrationState? state, List<Exception> failures)
    {
        foreach (MigrationState target in Recovery.SourceTargets(state ?? MigrationState.Stop, _failed))
            await TryAsync(() => RequestBareAsync(target), failures).ConfigureAwait(false);

        state = await ObserveAsync(failures).ConfigureAwait(false);
        if (state == MigrationState.Running)
            return state;

        MayHaveBeenReset = true;
        bool hasReset = await TryAsync(ResetAsync, failures).ConfigureAwait(false);
        state = await ObserveAsync(failures).ConfigureAwait(false);
        // A reset that has reported a failure has taken effect all the same where the source runs now.
        WasReset = hasReset || state == MigrationState.Running;

        // There are devices whose reset leaves the state as it is, against the uAPI.
        if (state is { } stuck && stuck != MigrationState.Running && stuck != MigrationState.Error)
        {
            await TryAsync(() => RequestBareAsync(MigrationState.Running), failures).ConfigureAwait(false);
            state = await ObserveAsync(failures).ConfigureAwait(false);
        }

        return state;
    }

    private async ValueTask RequestBareAsync(MigrationState target) =>
        await RequestAsync(target, SessionKind.None, CancellationToken.None).ConfigureAwait(false);

    private static async ValueTask<bool> TryAsync(Func<ValueTask> step, List<Exception> failures)
    {
        try
        {
            await step().ConfigureAwait(false);
            return true;
        }
        catch (MigrationException cause)
        {
            failures.Add(cause);
            return false;
        }
    }
}

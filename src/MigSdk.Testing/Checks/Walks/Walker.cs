using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

/// <summary>Carries a walk out on a device and, beside it, on the model: where the spec says that it must be.</summary>
internal sealed class Walker(CheckRun run, Subject subject)
{
    private MigrationState _state = Running;
    private IMigrationStream? _stream;
    private int _written;

    // What the device looked like when it last came to a stop; null while it runs.
    private object? _stopped;

    internal async Task TakeAsync(WalkStep step)
    {
        switch (step.Action)
        {
            case WalkAction.Request:
                await RequestAsync(step.Target);
                break;
            case WalkAction.CancelledRequest when step.Target != _state:
                await CancelledRequestAsync(step.Target);
                break;
            case WalkAction.Reset:
                await subject.ResetAsync();
                await ArriveAsync(Running, null);
                break;
            case WalkAction.Work when VfioPlan.IsRunning(_state):
                await subject.WorkAsync();
                break;
            case WalkAction.Read when _stream is ISavingStream saving:
                await ReadAsync(saving, step.Amount);
                break;
            case WalkAction.Write when _stream is IResumingStream:
                SavedStream reference = await Arrival.ReferenceAsync(run);
                await WriteAsync(reference, Math.Min(step.Amount, reference.Bytes.Length - _written));
                break;
            default:
                return;
        }

        await RoundTrips.ExpectStateAsync(subject, _state);
    }

    /// <summary>Saves the device from where it is, without letting it run before, and resumes another.</summary>
    internal async Task FinishAsync()
    {
        await RequestAsync(Stop);
        await RoundTrips.ProveSoundAsync(run, subject, Stop);
    }

    private async Task RequestAsync(MigrationState target)
    {
        bool isSupported = run.Plan.IsSupported(_state, target);
        bool leavesResuming = isSupported && _state == Resuming && target != Resuming;
        if (leavesResuming)
        {
            SavedStream reference = await Arrival.ReferenceAsync(run);
            await WriteAsync(reference, reference.Bytes.Length - _written);
        }

        Answer answer = await subject.TrySetStateAsync(target);
        if (!isSupported)
        {
            if (answer.Errno != Errno.EINVAL)
                throw new CheckFailedException($"EINVAL for {target} in {_state}", answer.ToString());
            return;
        }

        if (!answer.IsSuccess)
            throw new CheckFailedException($"the request for {target} to succeed", answer.ToString(), answer.Failure);
        if (leavesResuming)
            _stopped = run.Lab.Reference!.Snapshot;
        await ArriveAsync(target, answer.Stream);
    }

    private async Task CancelledRequestAsync(MigrationState target)
    {
        subject.Trace.Add("cancelled:");
        Answer answer = await subject.TrySetStateAsync(target, new CancellationToken(canceled: true));
        if (answer.IsSuccess)
            throw new CheckFailedException("a request that was cancelled before it began to fail", "success");
    }

    /// <summary>Moves the model, and looks whether streams and stopped state are as it says.</summary>
    private async Task ArriveAsync(MigrationState state, IMigrationStream? opened)
    {
        MigrationState from = _state;
        _state = state;
        bool keeps = VfioPlan.SessionOf(from) == VfioPlan.SessionOf(state) && opened is null;
        if (_stream is { } before && !keeps)
            await RoundTrips.ExpectClosedAsync(subject, before);
        if (!keeps)
        {
            _written = 0;
            _stream = opened;
        }

        SessionKind kind = _stream?.Kind ?? SessionKind.None;
        if (kind != VfioPlan.SessionOf(state))
            throw new CheckFailedException($"a {VfioPlan.SessionOf(state)} stream in {state}", kind.ToString());
        await CompareAsync(from, state);
    }

    private async Task CompareAsync(MigrationState from, MigrationState state)
    {
        // The way into RESUMING may reset the device, and the state of one that runs is its own affair.
        if (!VfioPlan.IsStopped(state) || !run.Settings.HasSnapshot)
        {
            _stopped = null;
            return;
        }

        bool isUnchanged = VfioPlan.IsStopped(from) && state != Resuming && _stopped is not null;
        if (isUnchanged)
            await RoundTrips.ExpectSnapshotAsync(subject, _stopped!, $"nothing to change on the way {from} -> {state}");
        _stopped = await subject.SnapshotAsync();
    }

    private async Task ReadAsync(ISavingStream saving, int amount)
    {
        SessionRead read = await subject.ReadAsync(saving, new byte[amount]);
        subject.Trace.Add($"read {read.Count}");
        ReadOutcome wrong = VfioPlan.IsPreCopy(_state) ? ReadOutcome.EndOfStream : ReadOutcome.NoDataYet;
        if (read.Outcome == wrong)
            throw new CheckFailedException($"no '{wrong}' in {_state}", $"{wrong}");
    }

    private async Task WriteAsync(SavedStream reference, int amount)
    {
        await subject.FeedAsync(reference.Bytes.AsMemory(_written, amount));
        _written += amount;
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;

namespace MigSdk.Testing.Subjects;

/// <summary>A device under test: everything that is asked of it is limited in time and stands in its trace.</summary>
internal sealed partial class Subject
{
    private readonly TestedDevice _device;
    private readonly OperationGuard _guard;
    private readonly DeviceThread? _thread;
    private int _worked;

    internal Subject(TestedDevice device, OperationGuard guard, DeviceThread? thread, Lab lab, string role)
    {
        _device = device;
        _guard = guard;
        _thread = thread;
        Lab = lab;
        Role = role;
        Trace = new Trace(role);
        Trace.Add(MigrationState.Running.ToString());
    }

    internal Lab Lab { get; }

    internal string Role { get; }

    internal Trace Trace { get; }

    internal IMigrationBackend Backend => _device.Backend;

    internal StepSeam? Seam => _device.Seam;

    internal bool IsHung => _guard.IsHung;

    /// <summary>What its operations have allocated since this was set to 0; null where that cannot be told.</summary>
    internal long? Allocated
    {
        get => _guard.Allocated;
        set => _guard.Allocated = value;
    }

    /// <summary>The stream that was opened last and that is still open.</summary>
    internal IMigrationStream? Stream { get; private set; }

    internal ISavingStream Saving => Stream as ISavingStream
        ?? throw new CheckFailedException("a stream to read", Stream is null ? "none was opened" : $"a {Stream.Kind} stream");

    internal IResumingStream Resuming => Stream as IResumingStream
        ?? throw new CheckFailedException("a stream to write", Stream is null ? "none was opened" : $"a {Stream.Kind} stream");

    internal Task<MigrationState> GetStateAsync() =>
        _guard.RunAsync("the question for the state", () => Backend.GetStateAsync().AsTask());

    /// <summary>Asks for a state that must be reached.</summary>
    /// <returns>The stream that the request opened.</returns>
    internal async Task<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        Answer answer = await TrySetStateAsync(target, cancel);
        return answer.Failure is null
            ? answer.Stream
            : throw new CheckFailedException($"the request for {target} to succeed", answer.ToString(), answer.Failure);
    }

    /// <summary>Asks for a state and takes any answer.</summary>
    internal async Task<Answer> TrySetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        int entry = Trace.Add($"-> {target}");
        try
        {
            IMigrationStream? stream = await _guard
                .RunAsync($"the request for {target}", () => Backend.SetStateAsync(target, cancel).AsTask());
            if (stream is not null)
                Stream = stream;
            else if (VfioPlan.SessionOf(target) == SessionKind.None)
                Stream = null;
            return new Answer(Errno.None, stream, null);
        }
        catch (MigrationException failure)
        {
            Trace.Amend(entry, $" ({failure.Errno})");
            return new Answer(failure.Errno, null, failure);
        }
        catch (Exception cause) when (cause is not CheckFailedException)
        {
            Trace.Amend(entry, $" ({cause.GetType().Name})");
            throw new CheckFailedException("success or a failure with an errno", Text.Of(cause), cause);
        }
    }

    internal async Task BringToAsync(MigrationState state)
    {
        if (await GetStateAsync() != state)
            await SetStateAsync(state);
    }

    internal Task ResetAsync()
    {
        Trace.Add("reset");
        Stream = null;
        return _guard.RunAsync("the reset", async () =>
        {
            await Backend.ResetAsync();
            return true;
        });
    }

    internal Task<SessionRead> ReadAsync(ISavingStream stream, Memory<byte> buffer, CancellationToken cancel = default) =>
        _guard.RunAsync("a read", () => stream.ReadAsync(buffer, cancel).AsTask());

    internal Task WriteAsync(IResumingStream stream, ReadOnlyMemory<byte> data, CancellationToken cancel = default) =>
        _guard.RunAsync("a write", async () =>
        {
            await stream.WriteAsync(data, cancel);
            return true;
        });

    internal Task<PreCopyInfo?> EstimateAsync(ISavingStream stream) =>
        _guard.RunAsync("the question for the estimates", () => stream.GetPreCopyInfoAsync().AsTask());

    internal Task WaitForDataAsync(ISavingStream stream, CancellationToken cancel) =>
        _guard.RunAsync("a wait for data", async () =>
        {
            await stream.WaitForDataAsync(cancel);
            return true;
        });

    internal async Task<object> SnapshotAsync() =>
        Snapshots.Keep(await _guard.CallAsync("Snapshot", _device.Snapshot!));

    /// <summary>Lets a guest do a piece of work, if the author has said how.</summary>
    internal Task WorkAsync(int pieces = 1)
    {
        if (_device.Work is not { } work)
            return Task.CompletedTask;
        Trace.Add(pieces == 1 ? "work" : $"work × {pieces}");
        return _guard.CallAsync("Work", () =>
        {
            for (int i = 0; i < pieces; i++)
                work(++_worked);
        });
    }

    internal Task<long> ActivityAsync() => _guard.CallAsync("Activity", _device.Activity!);

    internal Task<long> PeerActivityAsync() => _guard.CallAsync("PeerActivity", _device.PeerActivity!);

    internal Task<long> CountResourcesAsync() => _guard.CallAsync("Resources", _device.Resources!);

    internal void HookAccesses(Action? callback) => _device.HookAccesses!(callback);

    /// <summary>Gives the device back. One that hangs is left alone.</summary>
    internal async Task ReleaseAsync()
    {
        if (!IsHung)
            await _guard.CallAsync("Release", _device.Release);
        _thread?.Dispose();
    }
}

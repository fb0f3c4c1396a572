using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Host.Tests.Fakes;

/// <summary>
/// A source and a destination, whose operations are counted and can be made to fail, and the law they are under.
/// </summary>
internal sealed class World
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, FaultKind> _faults = [];
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal World(MigrationFeatures source, MigrationFeatures destination)
    {
        Source = new FakeDevice(this, "source", source);
        Destination = new FakeDevice(this, "destination", destination);
        Source.Work(FakeDevice.PageCount);
    }

    internal FakeClock Clock { get; } = new();

    internal FakeDevice Source { get; }

    internal FakeDevice Destination { get; }

    internal CancellationTokenSource Host { get; } = new();

    /// <summary>The operations so far, by name, in their order.</summary>
    internal List<string> Operations { get; } = [];

    /// <summary>How many pages a running source changes during each operation.</summary>
    internal int DirtyRate { get; set; } = 1;

    /// <summary>
    /// Whether the devices have hosts of their own: then the source's work does not keep time with the destination's.
    /// </summary>
    internal bool IsDistributed { get; init; }

    /// <summary>How long an operation takes.</summary>
    internal TimeSpan Cost { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether some operations complete later rather than at once.</summary>
    internal bool IsAsynchronous { get; set; } = true;

    /// <summary>Whether the host cancels as soon as an operation hangs.</summary>
    internal bool HostCancelsHangs { get; set; }

    /// <summary>How much time passes while a device hangs.</summary>
    internal TimeSpan HangTime { get; set; }

    internal bool DestinationEverRan { get; private set; }

    internal List<string> Violations { get; } = [];

    /// <summary>Whether every fault that was asked for has come to pass.</summary>
    internal bool AllFaultsMet => _faults.Count == 0;

    internal void Inject(int operation, FaultKind fault) => _faults.Add(operation, fault);

    internal Task<LiveMigrationResult> MigrateAsync(
        LiveMigrationOptions? options = null, IProgress<MigrationProgress>? progress = null) =>
        LiveMigration.RunAsync(Source, Destination, options ?? new() { TimeProvider = Clock, BufferSize = 64, MaxRounds = 4 },
                progress, Host.Token)
            .WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Whether somebody else has reset the source and it has not been stopped since.</summary>
    internal bool SourceRunsByOthers { get; private set; }

    /// <summary>The law, looked at after every change of a state.</summary>
    internal void Check()
    {
        if (Destination.RunsMigrated)
            DestinationEverRan = true;
        SourceRunsByOthers &= Source.IsRunning;
        if (SourceRunsByOthers)
            return;
        if (Destination.RunsMigrated && Source.IsRunning)
            Violations.Add($"both run, at {Operations[^1]}");
        else if (DestinationEverRan && Source.IsRunning)
            Violations.Add($"the source was brought back after the destination ran, at {Operations[^1]}");
    }

    /// <summary>Lets the operations go on that hang for good.</summary>
    internal void Release() => _release.TrySetResult();

    internal void AssertLaw() => Assert.True(Violations.Count == 0, string.Join("; ", Violations));

    /// <summary>Carries out one operation of a device, with the fault that is due.</summary>
    internal async ValueTask<T> OperateAsync<T>(
        FakeDevice device, string name, Func<T> effect, CancellationToken cancel, Func<T>? midway = null)
    {
        int index;
        FaultKind fault;
        lock (_lock)
        {
            index = Operations.Count;
            Operations.Add($"{device.Name} {name}");
            _faults.Remove(index, out fault);
        }

        if (IsAsynchronous && index % 3 == 0)
            await Task.Yield();
        Clock.Advance(Cost);
        lock (_lock)
        {
            if (Source.IsRunning && (device == Source || !IsDistributed))
                Source.Work(DirtyRate);
        }

        T result = await StrikeAsync(device, fault, () => Locked(effect), midway is null ? null : () => Locked(midway), cancel);
        Locked(() =>
        {
            Check();
            return true;
        });
        return result;
    }

    // Two hosts drive the two devices, each in its own time.
    private T Locked<T>(Func<T> effect)
    {
        lock (_lock)
            return effect();
    }

    private async ValueTask<T> StrikeAsync<T>(
        FakeDevice device, FaultKind fault, Func<T> effect, Func<T>? midway, CancellationToken cancel)
    {
        switch (fault)
        {
            case FaultKind.FailsBefore:
                throw new MigrationException(Errno.EIO, "injected");
            case FaultKind.FailsAfter:
                effect();
                Check();
                throw new MigrationException(Errno.EIO, "injected after the effect");
            case FaultKind.FailsMidway:
                midway?.Invoke();
                Check();
                throw new MigrationException(Errno.EIO, "injected midway");
            case FaultKind.EntersError:
                device.Fail();
                throw new MigrationException(Errno.EIO, "injected, and fatal");
            case FaultKind.ThrowsAnything:
                throw new InvalidOperationException("injected without an errno");
            case FaultKind.IsReset:
                SourceRunsByOthers = device == Source && DestinationEverRan;
                device.Reset();
                throw new MigrationException(Errno.ECANCELED, "injected reset");
            case FaultKind.HangsUntilCancelled:
                if (HostCancelsHangs)
                    ThreadPool.QueueUserWorkItem(_ => Host.Cancel());
                if (HangTime > TimeSpan.Zero)
                    ThreadPool.QueueUserWorkItem(_ => Clock.Advance(HangTime));
                await UntilAsync(cancel);
                throw new OperationCanceledException(cancel);
            case FaultKind.SucceedsWhenCancelled:
                await UntilAsync(cancel);
                return effect();
            case FaultKind.HangsForGood:
                device.IsStuck = true;
                await _release.Task;
                T late = effect();
                Check();
                device.IsStuck = false;
                return late;
            case FaultKind.HostCancels:
                Host.Cancel();
                return effect();
            case FaultKind.HostCancelsAfter:
                T done = effect();
                Host.Cancel();
                return done;
            default:
                return effect();
        }
    }

    internal static async Task UntilAsync(CancellationToken cancel)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = cancel.UnsafeRegister(_ => cancelled.TrySetResult(), null);
        await cancelled.Task;
    }
}

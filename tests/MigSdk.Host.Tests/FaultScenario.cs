using System;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;

namespace MigSdk.Host.Tests;

/// <summary>A migration with faults, and everything that must hold after it whatever they are.</summary>
internal sealed class FaultScenario
{
    private readonly (int Operation, FaultKind Kind)[] _faults;
    private int _sourceStops;
    private int _sourceStarts;

    internal FaultScenario(
        MigrationFeatures source, MigrationFeatures destination, params (int Operation, FaultKind Kind)[] faults)
    {
        _faults = faults;
        World = new World(source, destination);
        foreach ((int operation, FaultKind kind) in faults)
            World.Inject(operation, kind);
        Name = $"{(int)source}->{(int)destination}: {string.Join(", ", faults)}";
    }

    internal World World { get; }

    internal string Name { get; }

    internal LiveMigrationResult? Result { get; private set; }

    internal int DestinationWorkloadStarts { get; private set; }

    private bool HasHang => _faults.Any(fault => fault.Kind == FaultKind.HangsForGood);

    /// <summary>Runs it.</summary>
    /// <returns>How it failed; null where it succeeded.</returns>
    internal async Task<LiveMigrationException?> RunAsync()
    {
        var options = new LiveMigrationOptions
        {
            TimeProvider = World.Clock,
            BufferSize = 64,
            MaxRounds = 2,
            DowntimeTarget = TimeSpan.Zero,
            OperationTimeout = TimeSpan.FromMinutes(1),
            UnresponsiveAfter = TimeSpan.FromMinutes(2),
            OnSourceStopping = _ => Count(ref _sourceStops),
            OnSourceRunning = () => Count(ref _sourceStarts),
            OnDestinationRunning = () =>
            {
                Assert.True(World.Destination.RunsMigrated, Name);
                DestinationWorkloadStarts++;
                return ValueTask.CompletedTask;
            },
        };
        EndHangs(options);
        LiveMigrationException? failure = null;
        try
        {
            Result = await World.MigrateAsync(options);
        }
        catch (LiveMigrationException cause)
        {
            failure = cause;
        }

        try
        {
            AssertTruth(failure);
            World.AssertLaw();
            if (HasHang)
                await AssertLateEffectsAreHarmlessAsync(failure);
        }
        catch (Exception cause) when (cause is Xunit.Sdk.XunitException)
        {
            throw new Xunit.Sdk.XunitException(
                $"{Name}: {cause.Message}\n{failure?.Message}\n{string.Join("\n", World.Operations.Index())}", cause);
        }

        return failure;
    }

    // A hang ends when the time limit for an operation cancels it or, where the device does not react, when it is left
    // behind. Those timers fire at once, so nothing else may be waited for.
    private void EndHangs(LiveMigrationOptions options)
    {
        if (World.HostCancelsHangs)
            return;
        if (HasHang)
            World.Clock.FiresAtOnce = options.UnresponsiveAfter;
        else if (_faults.Any(fault => fault.Kind is FaultKind.HangsUntilCancelled or FaultKind.SucceedsWhenCancelled))
            World.Clock.FiresAtOnce = options.OperationTimeout;
        World.IsAsynchronous = World.Clock.FiresAtOnce < TimeSpan.Zero;
    }

    private static ValueTask Count(ref int counter)
    {
        counter++;
        return ValueTask.CompletedTask;
    }

    private void AssertTruth(LiveMigrationException? failure)
    {
        bool source = World.Source.IsRunning && !World.SourceRunsByOthers;
        bool destination = World.Destination.RunsMigrated;
        if (failure is null)
        {
            Assert.True(destination);
            Assert.False(source);
            Assert.Equal(World.Source.StoppedPages, World.Destination.Pages);
            Assert.Equal(Result!.SourceState ?? World.Source.State, World.Source.State);
            Assert.Equal((1, 0, 1), (_sourceStops, _sourceStarts, DestinationWorkloadStarts));
            return;
        }

        if (failure.RunningSide == RunningSide.Unknown)
        {
            // Somebody has reset the destination when it was to run, or it has failed after it ran, and then it could not be
            // reset (once more).
            bool isRefused = World.Destination.State is MigrationState.Running or MigrationState.Error
                && failure.RecoveryFailures.Count > 0;
            Assert.True(HasHang || failure.SourceState is null || failure.DestinationState is null || isRefused);
        }
        else
        {
            Assert.Equal(
                (failure.RunningSide == RunningSide.Source, failure.RunningSide == RunningSide.Destination),
                (source, destination));
        }

        Assert.Equal(failure.SourceState ?? World.Source.State, World.Source.State);
        Assert.Equal(failure.DestinationState ?? World.Destination.State, World.Destination.State);
        Assert.True(failure.Errno != Errno.None);
        if (failure.RunningSide == RunningSide.Source)
        {
            Assert.Equal(_sourceStops, _sourceStarts);
            Assert.Equal(0, DestinationWorkloadStarts);
            Assert.False(World.DestinationEverRan);
        }

        if (World.DestinationEverRan)
            Assert.False(source);
    }

    // What was left behind may still take effect: not even then may both run.
    private async Task AssertLateEffectsAreHarmlessAsync(LiveMigrationException? failure)
    {
        World.Release();
        for (int i = 0; i < 1000 && (World.Source.IsStuck || World.Destination.IsStuck); i++)
            await Task.Yield();
        if (failure?.RunningSide is RunningSide.Destination or RunningSide.Unknown)
            World.AssertLaw();
        Assert.False(World.Destination.RunsMigrated && World.Source.IsRunning && !World.SourceRunsByOthers);
    }
}

using System;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;

namespace MigSdk.Host.Tests;

public class WorkloadTests
{
    private static readonly Func<ValueTask> Throws = static () => throw new InvalidOperationException("the workload");

    [Fact]
    public async Task A_workload_that_does_not_stop_gives_the_source_back()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        int started = 0;
        LiveMigrationException failure = await FailAsync(world, new LiveMigrationOptions
        {
            TimeProvider = world.Clock,
            OnSourceStopping = _ => Throws(),
            OnSourceRunning = () =>
            {
                started++;
                return ValueTask.CompletedTask;
            },
        });
        Assert.Equal((RunningSide.Source, Errno.EIO, 1), (failure.RunningSide, failure.Errno, started));
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Equal(MigrationState.Running, world.Source.State);
        Assert.Empty(world.Source.Asked);
    }

    [Fact]
    public async Task A_workload_that_does_not_start_at_the_destination_is_an_error_that_says_the_destination_runs()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        LiveMigrationException failure = await FailAsync(
            world, new LiveMigrationOptions { TimeProvider = world.Clock, OnDestinationRunning = Throws });
        Assert.Equal((RunningSide.Destination, MigrationPhase.Completing), (failure.RunningSide, failure.Phase));
        Assert.True(world.Destination.RunsMigrated);
        Assert.Equal(MigrationState.Stop, world.Source.State);
    }

    [Fact]
    public async Task A_workload_that_does_not_start_at_the_source_again_is_among_the_recovery_failures()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        LiveMigrationException failure = await FailAsync(world, new LiveMigrationOptions
        {
            TimeProvider = world.Clock,
            OnSourceStopping = _ =>
            {
                world.Host.Cancel();
                return ValueTask.CompletedTask;
            },
            OnSourceRunning = Throws,
        });
        Assert.Equal((RunningSide.Source, Errno.ECANCELED), (failure.RunningSide, failure.Errno));
        Assert.IsType<InvalidOperationException>(Assert.Single(failure.RecoveryFailures));
    }

    [Fact]
    public async Task A_source_that_somebody_resets_after_its_last_read_keeps_the_destination_from_running()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        LiveMigrationException failure = await ResetAtEndOfStreamAsync(world, world.Source);
        Assert.Equal((Errno.EBUSY, RunningSide.Source), (failure.Errno, failure.RunningSide));
    }

    [Fact]
    public async Task A_destination_that_somebody_resets_after_the_last_write_is_not_asked_to_run_with_nothing()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        LiveMigrationException failure = await ResetAtEndOfStreamAsync(world, world.Destination);
        Assert.Equal((Errno.EBUSY, RunningSide.Source), (failure.Errno, failure.RunningSide));
        Assert.Equal([MigrationState.Resuming], world.Destination.Asked);
        Assert.Equal(0, world.Source.Resets);
    }

    private static async Task<LiveMigrationException> ResetAtEndOfStreamAsync(World world, FakeDevice device)
    {
        // The phase begins after the stream has ended, and its report is the last thing before the destination is
        // asked.
        var progress = new At(MigrationPhase.Resuming, device.Reset);
        if (device == world.Source)
        {
            world.Source.ReadOverride = () =>
            {
                if (world.Source.State != MigrationState.StopCopy)
                    return null;
                world.Source.Reset();
                return new SessionRead(ReadOutcome.EndOfStream, 0);
            };
        }

        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(
            () => world.MigrateAsync(progress: device == world.Source ? null : progress));
        world.AssertLaw();
        return failure;
    }

    private static async Task<LiveMigrationException> FailAsync(World world, LiveMigrationOptions options)
    {
        LiveMigrationException failure =
            await Assert.ThrowsAsync<LiveMigrationException>(() => world.MigrateAsync(options));
        world.AssertLaw();
        return failure;
    }

    private sealed class At(MigrationPhase phase, Action act) : IProgress<MigrationProgress>
    {
        private bool _done;

        public void Report(MigrationProgress value)
        {
            if (_done || value.Phase != phase)
                return;
            _done = true;
            act();
        }
    }
}

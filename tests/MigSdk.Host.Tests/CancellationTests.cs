using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;

namespace MigSdk.Host.Tests;

public class CancellationTests
{
    [Theory]
    [InlineData(FaultKind.HostCancels)]
    [InlineData(FaultKind.HostCancelsAfter)]
    public async Task Cancelled_at_any_operation_the_source_runs_unless_the_destination_does(FaultKind kind)
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            int count = await FaultTests.CountOperationsAsync(source, destination);
            int commit = (await FaultTests.FindOperationsAsync(source, destination, "destination SetState"))[1];
            for (int operation = 0; operation < count; operation++)
            {
                var scenario = new FaultScenario(source, destination, (operation, kind));
                LiveMigrationException? failure = await scenario.RunAsync();
                if (operation >= commit)
                    Assert.Null(failure);
                else
                    AssertGivenUp(scenario, failure);
            }
        }
    }

    [Fact]
    public async Task Cancelled_while_any_operation_hangs_the_source_runs()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
        {
            int commit = (await FaultTests.FindOperationsAsync(source, destination, "destination SetState"))[1];
            for (int operation = 0; operation <= commit; operation++)
            {
                var scenario = new FaultScenario(source, destination, (operation, FaultKind.HangsUntilCancelled));
                scenario.World.HostCancelsHangs = true;
                LiveMigrationException? failure = await scenario.RunAsync();
                Assert.NotNull(failure);
                Assert.Equal((Errno.ECANCELED, RunningSide.Source), (failure.Errno, failure.RunningSide));
                Assert.Equal((MigrationState.Running, 0), (scenario.World.Source.State, scenario.World.Source.Resets));
            }
        }
    }

    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task A_token_that_is_already_cancelled_changes_nothing(MigrationFeatures source, MigrationFeatures destination)
    {
        var world = new World(source, destination);
        world.Host.Cancel();
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => world.MigrateAsync());
        Assert.Equal(
            (Errno.ECANCELED, MigrationPhase.Setup, RunningSide.Source),
            (failure.Errno, failure.Phase, failure.RunningSide));
        Assert.Empty(world.Source.Asked);
        Assert.Empty(world.Destination.Asked);
        Assert.Equal(0, world.Destination.Resets);
    }

    [Fact]
    public async Task A_workload_that_is_cancelled_while_it_stops_is_started_again()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        int started = 0;
        var options = new LiveMigrationOptions
        {
            TimeProvider = world.Clock,
            OnSourceStopping = async cancel =>
            {
                world.Host.Cancel();
                await Task.Delay(-1, cancel);
            },
            OnSourceRunning = () =>
            {
                started++;
                return ValueTask.CompletedTask;
            },
        };
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => world.MigrateAsync(options));
        Assert.Equal((Errno.ECANCELED, RunningSide.Source), (failure.Errno, failure.RunningSide));
        Assert.Equal(1, started);
    }

    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task Too_long_a_downtime_brings_the_source_back(MigrationFeatures source, MigrationFeatures destination)
    {
        var world = new World(source, destination) { DirtyRate = FakeDevice.PageCount };
        var options = new LiveMigrationOptions
        {
            TimeProvider = world.Clock,
            BufferSize = 64,
            MaxRounds = 1,
            DowntimeLimit = TimeSpan.FromMilliseconds(5),
        };
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => world.MigrateAsync(options));
        Assert.Equal((Errno.ETIMEDOUT, RunningSide.Source), (failure.Errno, failure.RunningSide));
        Assert.Contains("downtime limit", failure.Message, StringComparison.Ordinal);
        Assert.Equal(MigrationState.Running, world.Source.State);
        Assert.Equal(0, world.Source.Resets);
        world.AssertLaw();
    }

    private static void AssertGivenUp(FaultScenario scenario, LiveMigrationException? failure)
    {
        Assert.NotNull(failure);
        Assert.Equal((Errno.ECANCELED, RunningSide.Source), (failure.Errno, failure.RunningSide));
        FakeDevice source = scenario.World.Source;
        FakeDevice destination = scenario.World.Destination;
        Assert.Equal((MigrationState.Running, 0), (source.State, source.Resets));
        IEnumerable<MigrationState> running = destination.Asked.Where(state => state != MigrationState.Resuming);
        Assert.Empty(running);
        Assert.Equal(destination.Asked.Count, destination.Resets);
        Assert.Equal(MigrationState.Running, destination.State);
    }
}

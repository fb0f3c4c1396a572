using System;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;

namespace MigSdk.Host.Tests;

public class DowntimeTests
{
    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task Downtime_is_from_leaving_the_running_states_to_entering_one(
        MigrationFeatures source, MigrationFeatures destination)
    {
        var world = new World(source, destination) { Cost = TimeSpan.FromMilliseconds(7) };
        LiveMigrationResult result = await world.MigrateAsync();
        int begin = world.Operations.FindIndex(
            name => name is "source SetState Stop" or "source SetState StopCopy");
        int end = world.Operations.FindIndex(
            name => name is "destination SetState Running" or "destination SetState RunningP2P");
        Assert.Equal(world.Cost * (end - begin + 1), result.Downtime);
    }

    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task Phases_and_requests_add_up_to_the_time_that_passed(
        MigrationFeatures source, MigrationFeatures destination)
    {
        var world = new World(source, destination);
        LiveMigrationResult result = await world.MigrateAsync();
        Assert.Equal(world.Cost * world.Operations.Count, result.Elapsed);
        Assert.Equal(result.Elapsed, result.Phases.Values.Aggregate((left, right) => left + right));
        Assert.Equal(source.HasFlag(MigrationFeatures.PreCopy), result.Phases.ContainsKey(MigrationPhase.PreCopy));
        Assert.All(result.Requests, request => Assert.Equal(world.Cost, request.Duration));
    }

    [Fact]
    public async Task The_sources_last_STOP_is_outside_the_downtime()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        TimeSpan late = TimeSpan.FromHours(1);
        LiveMigrationResult result = await world.MigrateAsync(new LiveMigrationOptions
        {
            TimeProvider = world.Clock,
            OnDestinationRunning = () =>
            {
                world.Clock.Advance(late);
                return ValueTask.CompletedTask;
            },
        });
        Assert.True(result.Downtime < late);
        Assert.True(result.Elapsed > late);
    }
}

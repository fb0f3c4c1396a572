using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.Host.Tests;

public class RequestOrderTests
{
    [Theory]
    [InlineData(StopCopy, "Stop, StopCopy, Stop")]
    [InlineData(StopCopy | P2P, "RunningP2P, Stop, StopCopy, Stop")]
    [InlineData(StopCopy | PreCopy, "PreCopy, StopCopy, StopCopy, Stop")]
    [InlineData(StopCopy | P2P | PreCopy, "PreCopy, PreCopyP2P, StopCopy, StopCopy, Stop")]
    public async Task The_source_is_asked_in_QEMUs_order_whatever_the_destination_is(
        MigrationFeatures features, string expected)
    {
        foreach (MigrationFeatures other in FeatureSets.All)
        {
            var world = new World(features, other);
            await world.MigrateAsync();
            Assert.Equal(expected, string.Join(", ", world.Source.Asked));
        }
    }

    [Theory]
    [InlineData(StopCopy, "Resuming, Running")]
    [InlineData(StopCopy | P2P, "Resuming, RunningP2P, Running")]
    [InlineData(StopCopy | PreCopy, "Resuming, Running")]
    [InlineData(StopCopy | P2P | PreCopy, "Resuming, RunningP2P, Running")]
    public async Task The_destination_is_asked_in_QEMUs_order_whatever_the_source_is(
        MigrationFeatures features, string expected)
    {
        foreach (MigrationFeatures other in FeatureSets.All)
        {
            var world = new World(other, features);
            await world.MigrateAsync();
            Assert.Equal(expected, string.Join(", ", world.Destination.Asked));
        }
    }

    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task The_ends_are_interleaved_as_the_plan_says(MigrationFeatures source, MigrationFeatures destination)
    {
        var world = new World(source, destination);
        LiveMigrationResult result = await world.MigrateAsync();
        Assert.Equal(
            MigrationPlan.For(source, destination).Requests.Select(request => (request.Phase, request.End, request.Target)),
            result.Requests.Select(request => (request.Phase, request.End, request.Target)));
        Assert.Equal(
            world.Operations.Where(name => name.Contains("SetState", System.StringComparison.Ordinal)),
            result.Requests.Select(request =>
                $"{(request.End == MigrationEnd.Source ? "source" : "destination")} SetState {request.Target}"));
        Assert.All(result.Requests, request => Assert.Equal(Errno.None, request.Errno));
    }

    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task The_destination_has_in_the_end_what_the_source_had_when_it_stopped(
        MigrationFeatures source, MigrationFeatures destination)
    {
        var world = new World(source, destination) { DirtyRate = 3 };
        LiveMigrationResult result = await world.MigrateAsync();
        Assert.Equal(world.Source.Pages, world.Destination.Pages);
        Assert.Equal(MigrationState.Running, world.Destination.State);
        Assert.True(world.Destination.RunsMigrated);
        Assert.Equal(MigrationState.Stop, world.Source.State);
        Assert.Null(result.SourceStopFailure);
        Assert.True(result.BytesTransferred >= FakeDevice.PageCount * FakeSavingStream.EntrySize);
        world.AssertLaw();
    }

    [Fact]
    public async Task Requests_say_which_arcs_were_taken()
    {
        var world = new World(StopCopy, StopCopy | P2P);
        LiveMigrationResult result = await world.MigrateAsync();
        MigrationRequest first = result.Requests[0];
        Assert.Equal((MigrationEnd.Destination, MigrationState.Running), (first.End, first.From));
        Assert.Equal([MigrationState.RunningP2P, MigrationState.Stop, MigrationState.Resuming], first.Path);
    }

    [Fact]
    public async Task The_workload_stops_before_the_source_and_starts_after_the_destination()
    {
        var world = new World(StopCopy | P2P | PreCopy, StopCopy | P2P);
        var options = new LiveMigrationOptions
        {
            TimeProvider = world.Clock,
            OnSourceStopping = _ =>
            {
                world.Operations.Add("workload stops");
                return ValueTask.CompletedTask;
            },
            OnDestinationRunning = () =>
            {
                world.Operations.Add("workload starts");
                return ValueTask.CompletedTask;
            },
            OnSourceRunning = () => throw new System.InvalidOperationException("The source must not run again."),
        };
        await world.MigrateAsync(options);
        Assert.Equal(
            world.Operations.IndexOf("source SetState PreCopyP2P") - 1, world.Operations.IndexOf("workload stops"));
        Assert.Equal(
            world.Operations.IndexOf("destination SetState Running") + 1, world.Operations.IndexOf("workload starts"));
        Assert.Equal("source SetState Stop", world.Operations[^1]);
    }
}

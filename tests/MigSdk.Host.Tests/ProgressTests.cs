using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;

namespace MigSdk.Host.Tests;

public class ProgressTests
{
    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task Reports_never_go_back_whatever_happens(MigrationFeatures source, MigrationFeatures destination)
    {
        int count = await FaultTests.CountOperationsAsync(source, destination);
        // One more than there are: nothing goes wrong.
        for (int operation = 0; operation <= count; operation++)
        {
            var world = new World(source, destination);
            world.Inject(operation, FaultKind.FailsBefore);
            var reports = new Reports();
            try
            {
                LiveMigrationResult result = await world.MigrateAsync(Options(world), reports);
                AssertAgrees(result, reports.All[^1]);
            }
            catch (LiveMigrationException failure)
            {
                Assert.Equal(MigrationPhase.Recovering, reports.All[^1].Phase);
                Assert.Equal(failure.Requests, reports.All[^1].Requests);
            }

            foreach ((MigrationProgress before, MigrationProgress after) in reports.All.Zip(reports.All.Skip(1)))
                AssertMonotone(before, after);
        }
    }

    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task An_observer_that_throws_never_decides_that_neither_runs(
        MigrationFeatures source, MigrationFeatures destination)
    {
        var rehearsal = new Reports();
        var first = new World(source, destination);
        await first.MigrateAsync(Options(first), rehearsal);
        int committed = rehearsal.All.FindIndex(report => report.LastDestinationRequest?.Target.IsRunningState() ?? false);
        for (int report = 0; report < rehearsal.All.Count; report++)
        {
            var world = new World(source, destination);
            var reports = new Reports(report);
            if (report >= committed)
            {
                LiveMigrationResult result = await world.MigrateAsync(Options(world), reports);
                Assert.IsType<InvalidOperationException>(result.ProgressFailure);
                Assert.True(world.Destination.RunsMigrated);
            }
            else
            {
                LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(
                    () => world.MigrateAsync(Options(world), reports));
                Assert.Equal((Errno.EIO, RunningSide.Source), (failure.Errno, failure.RunningSide));
                Assert.Equal(MigrationState.Running, world.Source.State);
            }

            Assert.Equal(report + 1, reports.All.Count);
            world.AssertLaw();
        }
    }

    [Fact]
    public async Task Transfers_are_reported_at_most_once_an_interval()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        var rare = new Reports();
        await world.MigrateAsync(
            new LiveMigrationOptions
            {
                TimeProvider = world.Clock,
                BufferSize = 8,
                ProgressInterval = TimeSpan.FromMilliseconds(20),
            },
            rare);
        List<MigrationProgress> transfers = [.. rare.All.Where(report => report.Phase == MigrationPhase.StopCopy)];
        // 49 reads and writes of 1 ms each; at least 20 ms lie between two reports, the phase's first and its request
        // apart.
        Assert.InRange(transfers.Count, 5, 7);
    }

    [Fact]
    public async Task Reports_show_the_phases_in_their_order_and_the_last_request_of_each_end()
    {
        const MigrationFeatures Features = MigrationFeatures.StopCopy | MigrationFeatures.PreCopy;
        var world = new World(Features, Features);
        var reports = new Reports();
        await world.MigrateAsync(Options(world), reports);
        Assert.Equal(
            Enum.GetValues<MigrationPhase>().Where(phase => phase != MigrationPhase.Recovering),
            reports.All.Select(report => report.Phase).Distinct());
        Assert.Equal(MigrationState.Stop, reports.All[^1].LastSourceRequest!.Target);
        Assert.Equal(MigrationState.Running, reports.All[^1].LastDestinationRequest!.Target);
        Assert.Contains(reports.All, report => report.PreCopy?.InitialBytes > 0);
        Assert.Contains(reports.All, report => report.BytesPerSecond > 0);
    }

    private static LiveMigrationOptions Options(World world) => new()
    {
        TimeProvider = world.Clock,
        BufferSize = 64,
        MaxRounds = 3,
        DowntimeTarget = TimeSpan.Zero,
        ProgressInterval = TimeSpan.Zero,
    };

    private static void AssertMonotone(MigrationProgress before, MigrationProgress after)
    {
        Assert.True(after.Phase >= before.Phase);
        Assert.True(after.Round >= before.Round);
        Assert.True(after.BytesTransferred >= before.BytesTransferred);
        Assert.True(after.Elapsed >= before.Elapsed);
        Assert.True((after.Downtime ?? TimeSpan.Zero) >= (before.Downtime ?? TimeSpan.Zero));
        Assert.Equal(before.Requests, after.Requests.Take(before.Requests.Count));
    }

    private static void AssertAgrees(LiveMigrationResult result, MigrationProgress last)
    {
        Assert.Equal(MigrationPhase.Completed, last.Phase);
        Assert.Equal((result.BytesTransferred, result.Rounds), (last.BytesTransferred, last.Round));
        Assert.Equal(result.Downtime, last.Downtime);
        Assert.Equal(result.Requests, last.Requests);
    }
}

internal static class RunningStates
{
    internal static bool IsRunningState(this MigrationState state) =>
        state is MigrationState.Running or MigrationState.RunningP2P;
}

using System;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.Host.Tests;

public class PreCopyTests
{
    private const MigrationFeatures Features = StopCopy | PreCopy;

    [Fact]
    public async Task A_quiet_source_is_stopped_after_one_round()
    {
        var world = new World(Features, Features) { DirtyRate = 0 };
        LiveMigrationResult result = await MigrateAsync(world, maxRounds: 10);
        Assert.Equal(1, result.Rounds);
        Assert.Equal((FakeDevice.PageCount + 1) * FakeSavingStream.EntrySize, result.BytesTransferred);
    }

    [Fact]
    public async Task A_source_that_never_gets_quiet_is_stopped_at_the_round_limit()
    {
        foreach (int limit in (int[])[1, 2, 7])
        {
            var world = new World(Features, Features) { DirtyRate = FakeDevice.PageCount };
            Assert.Equal(limit, (await MigrateAsync(world, limit)).Rounds);
            Assert.Equal(world.Source.Pages, world.Destination.Pages);
        }
    }

    [Fact]
    public async Task The_longer_the_downtime_may_be_the_earlier_the_source_is_stopped()
    {
        // A read of 8 pages and its write take 2 ms, in which 4 pages change.
        int[] rounds = new int[3];
        double[] targets = [0, 2, 1000];
        for (int i = 0; i < targets.Length; i++)
        {
            var world = new World(Features, Features) { DirtyRate = 2 };
            rounds[i] = (await MigrateAsync(world, 12, TimeSpan.FromMilliseconds(targets[i]))).Rounds;
        }

        Assert.Equal(12, rounds[0]);
        Assert.InRange(rounds[1], 2, 11);
        Assert.Equal(1, rounds[2]);
    }

    [Fact]
    public async Task What_is_left_at_the_end_of_the_pre_copy_fits_the_target_at_the_measured_rate()
    {
        var world = new World(Features, Features) { DirtyRate = 2 };
        var reports = new Reports();
        TimeSpan target = TimeSpan.FromMilliseconds(2);
        LiveMigrationResult result = await MigrateAsync(world, 30, target, reports);
        Assert.True(result.Rounds < 30);
        MigrationProgress last = reports.All.Last(report => report.Phase == MigrationPhase.PreCopy);
        Assert.True(last.PreCopy!.Value.DirtyBytes / last.BytesPerSecond <= target.TotalSeconds);
        MigrationProgress before = reports.All.Last(
            report => report.Phase == MigrationPhase.PreCopy && report.Round == last.Round - 1);
        Assert.True(before.PreCopy!.Value.DirtyBytes / before.BytesPerSecond > target.TotalSeconds);
    }

    [Fact]
    public async Task A_source_with_initial_data_left_is_waited_for_however_little_it_is()
    {
        var world = new World(Features, Features) { DirtyRate = 0 };
        int asked = 0;
        world.Source.Estimate = () => new PreCopyInfo(++asked < 4 ? 1 : 0, 0);
        LiveMigrationResult result = await MigrateAsync(world, 10, TimeSpan.FromHours(1));
        // Asked before the first round and after each of three.
        Assert.Equal(3, result.Rounds);
    }

    [Fact]
    public async Task A_drained_source_is_waited_for_and_not_polled()
    {
        var world = new World(Features, Features) { DirtyRate = 0 };
        world.Source.Estimate = () => new PreCopyInfo(1000, 0);
        LiveMigrationResult result = await MigrateAsync(world, 3);
        Assert.Equal(3, result.Rounds);
        // After every drained round but the last.
        Assert.Equal(2, world.Operations.Count(name => name == "source WaitForData"));
    }

    [Fact]
    public async Task A_wait_for_data_that_never_comes_ends_and_is_no_failure()
    {
        var world = new World(Features, Features) { DirtyRate = 0, IsAsynchronous = false };
        world.Source.Estimate = () => new PreCopyInfo(1000, 0);
        int wait = await FirstWaitAsync();
        world.Inject(wait, FaultKind.HangsUntilCancelled);
        world.HangTime = TimeSpan.FromMilliseconds(100);
        LiveMigrationResult result = await MigrateAsync(world, 2);
        Assert.Equal(2, result.Rounds);
        Assert.True(world.AllFaultsMet);

        static async Task<int> FirstWaitAsync()
        {
            var rehearsal = new World(Features, Features) { DirtyRate = 0, IsAsynchronous = false };
            rehearsal.Source.Estimate = () => new PreCopyInfo(1000, 0);
            await MigrateAsync(rehearsal, 2);
            return rehearsal.Operations.IndexOf("source WaitForData");
        }
    }

    [Fact]
    public async Task Without_estimates_a_round_ends_when_no_data_is_left()
    {
        var world = new World(Features, Features) { DirtyRate = 0 };
        world.Source.HasEstimates = false;
        Assert.Equal(1, (await MigrateAsync(world, 10)).Rounds);
    }

    [Fact]
    public async Task Without_estimates_a_busy_source_is_stopped_at_the_round_limit_too()
    {
        var world = new World(Features, Features) { DirtyRate = FakeDevice.PageCount };
        world.Source.HasEstimates = false;
        Assert.Equal(3, (await MigrateAsync(world, 3)).Rounds);
    }

    [Theory]
    [InlineData(null, 1024 * 1024)]
    [InlineData(0L, 1024 * 1024)]
    [InlineData(-5L, 1024 * 1024)]
    [InlineData(1L, 4096)]
    [InlineData(10_000L, 10_000)]
    [InlineData(long.MaxValue, 1024 * 1024)]
    public async Task A_read_is_as_long_as_the_estimate_of_the_stream_within_limits(long? length, int expected)
    {
        var world = new World(Features, Features);
        world.Source.StopCopyLength = length;
        await world.MigrateAsync(new LiveMigrationOptions { TimeProvider = world.Clock });
        Assert.Equal(expected, world.Source.LongestRead);
    }

    [Theory]
    [InlineData(ReadOutcome.NoDataYet, MigrationState.StopCopy)]
    [InlineData(ReadOutcome.EndOfStream, MigrationState.PreCopy)]
    public async Task A_read_that_cannot_be_in_that_state_ends_the_migration(ReadOutcome outcome, MigrationState state)
    {
        var world = new World(Features, Features);
        world.Source.ReadOverride = () => world.Source.State == state ? new SessionRead(outcome, 0) : null;
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => world.MigrateAsync());
        Assert.Equal((Errno.EPROTO, RunningSide.Source), (failure.Errno, failure.RunningSide));
        Assert.Equal(MigrationState.Running, world.Source.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public async Task A_read_of_an_impossible_length_ends_the_migration(int count)
    {
        var world = new World(Features, Features);
        world.Source.ReadOverride = () => new SessionRead(ReadOutcome.Bytes, count);
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() => world.MigrateAsync());
        Assert.Equal((Errno.EPROTO, RunningSide.Source), (failure.Errno, failure.RunningSide));
    }

    private static Task<LiveMigrationResult> MigrateAsync(
        World world, int maxRounds, TimeSpan target = default, IProgress<MigrationProgress>? progress = null) =>
        world.MigrateAsync(
            new LiveMigrationOptions
            {
                TimeProvider = world.Clock,
                BufferSize = 64,
                MaxRounds = maxRounds,
                DowntimeTarget = target,
                ProgressInterval = TimeSpan.Zero,
            },
            progress);
}

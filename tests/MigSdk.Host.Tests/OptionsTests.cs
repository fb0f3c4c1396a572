using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;

namespace MigSdk.Host.Tests;

public class OptionsTests
{
    public static TheoryData<string, Func<LiveMigrationOptions>> Faulty => new()
    {
        { nameof(LiveMigrationOptions.BufferSize), () => new() { BufferSize = 0 } },
        { nameof(LiveMigrationOptions.BufferSize), () => new() { BufferSize = -1 } },
        { nameof(LiveMigrationOptions.BufferSize), () => new() { BufferSize = int.MaxValue } },
        { nameof(LiveMigrationOptions.DowntimeTarget), () => new() { DowntimeTarget = TimeSpan.FromTicks(-1) } },
        { nameof(LiveMigrationOptions.DowntimeLimit), () => new() { DowntimeLimit = TimeSpan.Zero } },
        { nameof(LiveMigrationOptions.MaxRounds), () => new() { MaxRounds = 0 } },
        { nameof(LiveMigrationOptions.DataWaitLimit), () => new() { DataWaitLimit = TimeSpan.Zero } },
        { nameof(LiveMigrationOptions.DataWaitLimit), () => new() { DataWaitLimit = Timeout.InfiniteTimeSpan } },
        { nameof(LiveMigrationOptions.OperationTimeout), () => new() { OperationTimeout = TimeSpan.FromDays(50) } },
        { nameof(LiveMigrationOptions.UnresponsiveAfter), () => new() { UnresponsiveAfter = TimeSpan.FromDays(-3) } },
        { nameof(LiveMigrationOptions.ProgressInterval), () => new() { ProgressInterval = TimeSpan.MinValue } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_value_out_of_range_is_refused_by_name(string name, Func<LiveMigrationOptions> make) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(make).ParamName);

    [Fact]
    public void A_clock_is_needed() =>
        Assert.Throws<ArgumentNullException>(() => new LiveMigrationOptions { TimeProvider = null! });

    [Fact]
    public async Task A_wait_for_data_that_would_look_like_a_dead_device_is_refused()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        var options = new LiveMigrationOptions
        {
            DataWaitLimit = TimeSpan.FromSeconds(2),
            OperationTimeout = TimeSpan.FromSeconds(2),
        };
        await Assert.ThrowsAsync<ArgumentException>(() => world.MigrateAsync(options));
        Assert.Empty(world.Operations);
    }

    [Fact]
    public async Task Both_ends_are_needed_and_must_differ()
    {
        var world = new World(MigrationFeatures.StopCopy, MigrationFeatures.StopCopy);
        await Assert.ThrowsAsync<ArgumentNullException>(() => LiveMigration.RunAsync(null!, world.Destination));
        await Assert.ThrowsAsync<ArgumentNullException>(() => LiveMigration.RunAsync(world.Source, null!));
        await Assert.ThrowsAsync<ArgumentException>(() => LiveMigration.RunAsync(world.Source, world.Source));
    }
}

using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>A card with one method that is wrong is caught by the check that is for it, and by no other.</summary>
public sealed class DeviceMutants
{
    private readonly ITestOutputHelper _output;

    public DeviceMutants(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task A_card_without_a_mistake_passes_every_check()
    {
        ConformanceReport report = await Cards.RunAsync(() => new CardDevice());

        _output.WriteLine(report.ToMarkdown());
        report.EnsureConformant();
        Assert.All(report.Results, result => Assert.Equal(CheckOutcome.Passed, result.Outcome));
        Assert.All(report.Results, result => Assert.NotEqual(0, result.Cases));
    }

    [Fact]
    public Task A_clock_that_ticks_in_STOP() => IsCaughtAsync(() => new ClockTicksInStop(), Quiescence);

    [Fact]
    public Task Peer_DMA_in_P2P() => IsCaughtAsync(() => new SendsToPeersInP2P(), PeerQuiescence);

    [Fact]
    public Task A_card_that_stays_stopped() => IsCaughtAsync(() => new StaysStopped(), Continuation);

    [Fact]
    public Task A_register_that_is_not_sent() => IsCaughtAsync(() => new ForgetsARegister(), RoundTrip);

    [Fact]
    public Task A_reader_that_wants_the_header_in_one_piece() => IsCaughtAsync(() => new WantsWholeHeader(), Chunking);

    [Fact]
    public Task Old_blocks_that_are_left_in_a_destination() => IsCaughtAsync(() => new KeepsOldBlocks(), Reuse);

    [Fact]
    public Task A_flag_that_outlives_its_migration() => IsCaughtAsync(() => new RemembersTheMatch(), Repetition);

    [Fact]
    public Task Two_arcs_without_their_exit_action() => IsCaughtAsync(() => new LeavesTrackingOn(), Abandonment);

    [Fact]
    public Task Initial_bytes_that_never_fall() => IsCaughtAsync(() => new InitialNeverFalls(), PreCopyEstimates);

    [Fact]
    public Task Dirty_bytes_that_do_not_follow() => IsCaughtAsync(() => new DirtyStaysZero(), PreCopyEstimates);

    [Fact]
    public Task A_pre_copy_that_never_drains() => IsCaughtAsync(() => new NeverDrains(), PreCopyConvergence);

    [Fact]
    public Task A_truncated_stream_that_is_taken() => IsCaughtAsync(() => new TakesATruncatedStream(), Truncation);

    [Fact]
    public Task A_register_that_is_written_while_matching() => IsCaughtAsync(() => new AppliesWhileMatching(), Truncation);

    [Fact]
    public Task Bytes_after_the_end() => IsCaughtAsync(() => new IgnoresWhatFollows(), Extension);

    [Fact]
    public Task Bytes_that_nobody_checks() => IsCaughtAsync(() => new ChecksNoBytes(), Corruption);

    [Fact]
    public Task A_checksum_for_which_order_is_all_the_same() => IsCaughtAsync(() => new SumsTheBytes(), Order);

    [Fact]
    public Task A_stream_of_another_version() => IsCaughtAsync(() => new TakesAnyVersion(), Foreign);

    [Fact]
    public Task Pages_that_are_lost_in_the_unwinding() => IsCaughtAsync(() => new LeaksPagesOnUnwind(), Failures);

    [Fact]
    public Task A_halt_that_cannot_be_repeated() => IsCaughtAsync(() => new CannotBeAskedTwice(), Failures);

    [Fact]
    public Task A_command_that_stays_pending_when_it_is_cancelled() =>
        IsCaughtAsync(() => new ForgetsACancelledCommand(), Cancellation);

    [Fact]
    public Task A_second_save_without_a_run_in_between() => IsCaughtAsync(() => new SavesOnlyOnce(), Walks);

    [Fact]
    public Task A_reset_beside_a_read() => IsCaughtAsync(() => new TripsOverAReset(), ConcurrentWalks);

    [Fact]
    public Task A_reset_that_uses_what_only_a_migration_sets_up() => IsCaughtAsync(() => new ResetsWhatIsNotThere(), Reset);

    [Fact]
    public async Task An_engine_without_ERROR()
    {
        ConformanceReport report = await MigrationConformance.RunAsync(
            () => new CardWithoutError(new Card(new CardDevice())),
            new ConformanceOptions<CardWithoutError>
            {
                Snapshot = driver => driver.Card.Device.Snapshot(),
                Work = (driver, number) => driver.Card.Device.Work(number),
                Resources = driver => driver.Card.Device.Held,
                HookAccesses = (driver, callback) => driver.Card.Device.AccessHook = callback,
                QuietTime = TimeSpan.FromMilliseconds(5),
                Seed = 1,
                Effort = 1,
            });

        IsCaught(report, FatalFailures);
    }

    internal static void IsCaught(ConformanceReport report, ConformanceCheck check)
    {
        Assert.True(report.Failed.SequenceEqual([check]), $"Not {check} alone.\n{report}");
        Assert.All(
            report.Results.SelectMany(result => result.Failures),
            failure =>
            {
                Assert.InRange(failure.ToString().Split('\n').Length, 3, 9);
                Assert.NotEmpty(failure.Walk);
            });
    }

    private static async Task IsCaughtAsync(Func<CardDevice> create, ConformanceCheck check) =>
        IsCaught(await Cards.RunAsync(create), check);
}

using System.Threading.Tasks;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>What is lost or left over on the way to another card.</summary>
public sealed class MigrationMutants
{
    [Fact]
    public Task A_register_that_is_not_sent() => Mutant.IsCaughtAsync(() => new ForgetsARegister(), RoundTrip);

    [Fact]
    public Task A_reader_that_wants_the_header_in_one_piece() =>
        Mutant.IsCaughtAsync(() => new WantsWholeHeader(), Chunking);

    [Fact]
    public Task Old_blocks_that_are_left_in_a_destination() => Mutant.IsCaughtAsync(() => new KeepsOldBlocks(), Reuse);

    [Fact]
    public Task A_flag_that_outlives_its_migration() => Mutant.IsCaughtAsync(() => new RemembersTheMatch(), Repetition);

    [Fact]
    public Task A_session_whose_release_is_missing() =>
        Mutant.IsCaughtAsync(() => new ForgetsToRelease(), Abandonment);

    [Fact]
    public Task A_session_that_is_released_twice() => Mutant.IsCaughtAsync(() => new ReleasesTwice(), Abandonment);

    [Fact]
    public Task Two_arcs_without_their_exit_action() => Mutant.IsCaughtAsync(() => new LeavesTrackingOn(), Abandonment);
}

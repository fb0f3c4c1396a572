using System;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>
/// What the SDK keeps a driver from doing wrong, a device behind a back end may still do, in the kernel or in another process.
/// </summary>
public sealed class BackendMutants
{
    [Fact]
    public Task A_transition_that_is_denied() => IsCaughtAsync(inner => new ClaimsTooLittle(inner), Answers);

    [Fact]
    public Task Features_without_STOP_COPY() => IsCaughtAsync(inner => new ClaimsPreCopyAlone(inner), Answers);

    [Fact]
    public Task A_transition_that_stops_short() => IsCaughtAsync(inner => new StopsShort(inner), Transitions);

    [Fact]
    public Task A_blocked_pair_that_is_accepted() => IsCaughtAsync(inner => new AcceptsABlockedPair(inner), Refusals);

    [Fact]
    public Task A_stream_that_can_be_read_after_its_end() => IsCaughtAsync(inner => new ReadsAfterClose(inner), Sessions);

    [Fact]
    public Task An_error_that_is_taken_for_a_session() => IsCaughtAsync(inner => new TakesAnErrorForASession(inner), Sessions);

    [Fact]
    public Task A_reset_that_keeps_the_stream() => IsCaughtAsync(inner => new KeepsFilesOverReset(inner), Reset);

    [Fact]
    public Task A_reset_that_leads_elsewhere() => IsCaughtAsync(inner => new ResetsToStop(inner), Reset);

    [Fact]
    public Task A_stream_that_ends_in_PRE_COPY() => IsCaughtAsync(inner => new EndsInPreCopy(inner), PreCopyOutcomes);

    [Fact]
    public async Task A_walk_without_an_end_is_reported_as_a_hang()
    {
        ConformanceReport report = await Cards.RunBehindAsync(inner => new WalksWithoutEnd(inner));

        Mutant.IsCaught(report, Refusals);
        CheckFailure failure = Assert.Single(report.Results.SelectMany(result => result.Failures));
        Assert.Equal("StopCopy -> PreCopy", failure.Case);
        Assert.Equal("a hang: the request for PreCopy has not come back", failure.Seen);
        Assert.EndsWith("-> StopCopy, -> PreCopy", Assert.Single(failure.Walk));
    }

    private static async Task IsCaughtAsync(Func<IMigrationBackend, WrongBackend> wrong, ConformanceCheck check) =>
        Mutant.IsCaught(await Cards.RunBehindAsync(wrong), check);
}

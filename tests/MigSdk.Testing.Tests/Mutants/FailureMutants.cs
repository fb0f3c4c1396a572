using System.Threading.Tasks;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>What a failure, a cancellation or a reset leaves behind.</summary>
public sealed class FailureMutants
{
    [Fact]
    public Task Pages_that_are_lost_in_the_unwinding() =>
        Mutant.IsCaughtAsync(() => new LeaksPagesOnUnwind(), Failures);

    [Fact]
    public Task A_halt_that_cannot_be_repeated() => Mutant.IsCaughtAsync(() => new CannotBeAskedTwice(), Failures);

    [Fact]
    public Task A_command_that_stays_pending_when_it_is_cancelled() =>
        Mutant.IsCaughtAsync(() => new ForgetsACancelledCommand(), Cancellation);

    [Fact]
    public Task A_second_save_without_a_run_in_between() => Mutant.IsCaughtAsync(() => new SavesOnlyOnce(), Walks);

    [Fact]
    public Task A_reset_beside_a_read() => Mutant.IsCaughtAsync(() => new TripsOverAReset(), ConcurrentWalks);

    [Fact]
    public async Task An_engine_without_ERROR()
    {
        ConformanceReport report = await MigrationConformance.RunAsync(
            () => new CardWithoutError(new Card(new CardDevice())),
            Cards.OptionsOf<CardWithoutError>(driver => driver.Card.Device));

        Mutant.IsCaught(report, FatalFailures);
    }
}

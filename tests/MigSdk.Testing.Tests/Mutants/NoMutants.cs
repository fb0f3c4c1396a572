using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>What has no mistake is not blamed.</summary>
public sealed class NoMutants
{
    [Fact]
    public async Task A_card_passes_every_check()
    {
        ConformanceReport report = await Cards.RunAsync(() => new CardDevice());

        report.EnsureConformant();
        Assert.All(report.Results, result => Assert.Equal(CheckOutcome.Passed, result.Outcome));
        Assert.All(report.Results, result => Assert.NotEqual(0, result.Cases));
    }

    [Fact]
    public async Task A_card_behind_a_back_end_passes_every_check_that_can_be_made_from_there()
    {
        ConformanceReport report = await Cards.RunBehindAsync(inner => new WrongBackend(inner));

        report.EnsureConformant();
        Assert.Equal(
            [Foreign, Failures, FatalFailures],
            report.Results
                .Where(result => result.Outcome == CheckOutcome.NotRun && !Mutant.Skipped.Contains(result.Check))
                .Select(result => result.Check));
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Testing;
using Xunit;
using Xunit.Abstractions;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.EndToEnd.Processes;

/// <summary>The conformance kit against a sample that somebody has started.</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task PciIdio16_in_a_process_of_its_own_conforms()
    {
        await using var processes = new IdioProcesses();
        ConformanceReport report = await MigrationConformance.RunBackendAsync(
            processes.TakeAsync,
            new ConformanceOptions<IdioProcess>
            {
                Snapshot = card => card.Snapshot(),
                Work = (card, number) => card.Work(number),
                Release = processes.Give,
                // This process holds nothing of the card's.
                Skip = new HashSet<ConformanceCheck> { Resources },
            });

        output.WriteLine(report.ToMarkdown());
        report.EnsureConformant();
        Assert.Equal(
            [PeerQuiescence, Continuation, PreCopyEstimates, PreCopyConvergence, Foreign, Failures, FatalFailures, Resources],
            report.Results.Where(result => result.Outcome == CheckOutcome.NotRun).Select(result => result.Check));
    }
}

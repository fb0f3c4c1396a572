using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;

namespace MigSdk.Testing.Checks;

internal sealed class ForeignCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.Foreign;

    internal override string Law =>
        "A destination that does not match the source must refuse its data (vfio.h: compatibility is "
        + "checked by the driver in the stream).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Truncation];

    internal override string? WhyNot(Lab lab) =>
        lab.Settings.ForeignStreams.Count == 0 ? "The options have no ForeignStreams."
        : lab.Settings.HasSnapshot ? null : "The options have no Snapshot.";

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (ForeignStream foreign in run.Settings.ForeignStreams)
        {
            await run.CaseAsync($"Resuming -> Stop, {foreign.Name}", async () =>
            {
                byte[] bytes = await foreign.ReadAsync(run.Settings.MaxStreamBytes, run.Lab.Cancel);
                StreamTrial trial = await StreamTrial.BeginAsync(run);
                if (await trial.OfferAsync(bytes) is not null)
                    throw new CheckFailedException("an error", "the stream was taken");
            });
        }
    }
}

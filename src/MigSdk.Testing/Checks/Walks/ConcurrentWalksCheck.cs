using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class ConcurrentWalksCheck : Check
{
    private const int Walks = 25;

    internal override ConformanceCheck Name => ConformanceCheck.ConcurrentWalks;

    internal override string Law =>
        "Requests are carried out one at a time; reset, cancellation and reads may come at any time "
        + "from anywhere (the SDK's laws).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Walks];

    internal override string? WhyNot(Lab lab) => lab.Source.IsSingleThreaded ? "The driver is declared SingleThreaded." : null;

    internal override async Task RunAsync(CheckRun run)
    {
        for (int i = 0; i < Walks * run.Settings.Effort; i++)
        {
            WalkStep[] walk = WalkStep.Walks.Generate(run.Dice.Generator, null, out _);
            await run.CaseAsync($"a walk of {walk.Length} steps while others reset, cancel and read", async () =>
            {
                Subject subject = await run.CreateAsync("device");
                await subject.WorkAsync(2);
                await new ConcurrentWalk(run, subject).RunAsync(walk);
                await subject.ResetAsync();
                await RoundTrips.ExpectStateAsync(subject, MigrationState.Running);
                await RoundTrips.ProveSoundAsync(run, subject);
            });
        }
    }
}

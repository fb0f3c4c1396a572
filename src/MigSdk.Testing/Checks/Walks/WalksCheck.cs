using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class WalksCheck : Check
{
    private const int Walks = 60;

    internal override ConformanceCheck Name => ConformanceCheck.Walks;

    internal override string Law =>
        "Whatever a host asks for, in whatever order, the rules above hold after every step (vfio.h, the FSM).";

    internal override IReadOnlyList<ConformanceCheck> Needs =>
        [
            ConformanceCheck.Refusals,
            ConformanceCheck.Continuation,
            ConformanceCheck.Chunking,
            ConformanceCheck.Repetition,
            ConformanceCheck.Abandonment,
            ConformanceCheck.PreCopyConvergence,
            ConformanceCheck.Failures,
            ConformanceCheck.Cancellation,
        ];

    internal override async Task RunAsync(CheckRun run)
    {
        CheckFailure? failure = await Shrinker
            .FindAsync(run, WalkStep.Walks, Walks * run.Settings.Effort, walk => AttemptAsync(run, walk));
        if (failure is not null)
            run.Report(failure);
    }

    private static Task<CheckFailure?> AttemptAsync(CheckRun run, WalkStep[] walk)
    {
        run.CountCase();
        string what = walk.Length == 1 ? "a walk of one step" : $"a walk of {walk.Length} steps";
        return run.TryAsync(() => $"{what}, then the migration to another device", async () =>
        {
            Subject subject = await run.CreateAsync("device");
            var walker = new Walker(run, subject);
            foreach (WalkStep step in walk)
                await walker.TakeAsync(step);
            await walker.FinishAsync();
        });
    }
}

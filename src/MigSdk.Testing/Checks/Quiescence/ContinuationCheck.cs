using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class ContinuationCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.Continuation;

    internal override string Law =>
        "In RUNNING a device works normally, however it got there (vfio.h, VFIO_DEVICE_STATE_RUNNING).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Quiescence, ConformanceCheck.Reset];

    internal override string? WhyNot(Lab lab) =>
        lab.Settings is { HasActivity: true, HasWork: true } ? null : "The options do not have both Activity and Work.";

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState state in run.Plan.States)
        {
            if (state != Running)
                await run.CaseAsync(Words.Arc((state, Running)), () => GoOnAsync(run, state));
        }

        await run.CaseAsync("reset", async () =>
        {
            Subject subject = await run.CreateAsync("device");
            await subject.BringToAsync(Stop);
            await subject.ResetAsync();
            await ExpectWorkAsync(subject, "after a reset");
        });
    }

    private static async Task GoOnAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        await ExpectWorkAsync(subject, "in a new device, so that there is something to see");
        await Arrival.ReadyToLeaveAsync(run, subject, state);
        await subject.SetStateAsync(Running);
        await ExpectWorkAsync(subject, $"again in RUNNING after {state}");
    }

    private static async Task ExpectWorkAsync(Subject subject, string when)
    {
        long before = await subject.ActivityAsync();
        await subject.WorkAsync(3);
        if (!await Waiting.GrowsAsync(subject.ActivityAsync, before, subject.Lab.Settings.Patience))
            throw new CheckFailedException($"Activity to grow with Work {when}", $"it stays at {before}");
    }
}

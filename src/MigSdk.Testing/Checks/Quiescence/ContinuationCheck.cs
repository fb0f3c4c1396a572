using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class ContinuationCheck : Check
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    internal override ConformanceCheck Name => ConformanceCheck.Continuation;

    internal override string Law => "In RUNNING a device works normally, however it got there (vfio.h, VFIO_DEVICE_STATE_RUNNING).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Quiescence, ConformanceCheck.Reset];

    internal override string? WhyNot(Lab lab) =>
        lab.Settings is { HasActivity: true, HasWork: true } ? null : "The options do not have both Activity and Work.";

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState state in run.Plan.States)
        {
            if (state != Running)
                await run.CaseAsync(Words.Arc((state, Running)), () => GoOnAsync(run, state)).ConfigureAwait(false);
        }

        await run.CaseAsync("reset", async () =>
        {
            Subject subject = await run.CreateAsync("device").ConfigureAwait(false);
            await subject.BringToAsync(Stop).ConfigureAwait(false);
            await subject.ResetAsync().ConfigureAwait(false);
            await ExpectWorkAsync(subject, "after a reset").ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static async Task GoOnAsync(CheckRun run, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device").ConfigureAwait(false);
        await ExpectWorkAsync(subject, "in a new device, so that there is something to see").ConfigureAwait(false);
        await Arrival.ReadyToLeaveAsync(run, subject, state).ConfigureAwait(false);
        await subject.SetStateAsync(Running).ConfigureAwait(false);
        await ExpectWorkAsync(subject, $"again in RUNNING after {state}").ConfigureAwait(false);
    }

    private static async Task ExpectWorkAsync(Subject subject, string when)
    {
        long before = await subject.ActivityAsync().ConfigureAwait(false);
        await subject.WorkAsync(3).ConfigureAwait(false);
        if (!await Waiting.GrowsAsync(subject.ActivityAsync, before, Patience).ConfigureAwait(false))
            throw new CheckFailedException($"Activity to grow with Work {when}", $"it stays at {before}");
    }
}

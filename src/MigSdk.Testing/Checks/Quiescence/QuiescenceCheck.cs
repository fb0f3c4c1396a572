using System.Buffers;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class QuiescenceCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.Quiescence;

    internal override string Law =>
        "In STOP, STOP_COPY and RESUMING a device changes neither its own state nor anything outside "
        + "(vfio.h, VFIO_DEVICE_STATE_STOP).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Transitions];

    internal override string? WhyNot(Lab lab) =>
        lab.Settings.HasSnapshot || lab.Settings.HasActivity ? null : "The options have neither Snapshot nor Activity.";

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState start in run.Plan.States)
        {
            foreach (MigrationState state in run.Plan.StoppedStates)
            {
                if (VfioPlan.IsRunning(start) && run.Plan.IsSupported(start, state))
                    await run.CaseAsync(Words.Arc((start, state)), () => WatchAsync(run, start, state));
            }
        }

        if (!run.Settings.HasActivity)
            run.Note("What the device does outside was not watched: the options have no Activity.");
    }

    private static async Task WatchAsync(CheckRun run, MigrationState start, MigrationState state)
    {
        Subject subject = await run.CreateAsync("device");
        await subject.WorkAsync(3);
        await subject.BringToAsync(start);
        await subject.WorkAsync();
        await subject.SetStateAsync(state);

        object? before = run.Settings.HasSnapshot ? await subject.SnapshotAsync() : null;
        if (run.Settings.HasActivity)
            await Waiting.ExpectStillAsync(subject, subject.ActivityAsync, "Activity");
        else
            await Task.Delay(run.Settings.QuietTime, run.Lab.Cancel);
        if (state == MigrationState.StopCopy)
            await subject.ReadToEndAsync(new ArrayBufferWriter<byte>(), []);
        if (before is not null)
            await RoundTrips.ExpectSnapshotAsync(subject, before, $"nothing to change in {state}");
    }
}

using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class FatalFailuresCheck : FaultCheck
{
    internal override ConformanceCheck Name => ConformanceCheck.FatalFailures;

    internal override string Law =>
        "A device that cannot go on enters ERROR, where its data windows are closed and which only a "
        + "reset leaves (vfio.h, ERROR).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Failures];

    internal override async Task RunAsync(CheckRun run)
    {
        NoteWhatIsMissing(run);
        foreach ((MigrationState From, MigrationState To) arc in run.Plan.Arcs)
        {
            if (run.Lab.HasSeam)
            {
                foreach (StepPoint point in (IEnumerable<StepPoint>)[StepPoint.Before, StepPoint.After])
                {
                    string what = $"{Words.Arc(arc)} {Say(point, 0)} for good";
                    await run.CaseAsync(what, () => FailAsync(run, arc, point, 0, Way.Seamed));
                }
            }

            foreach (Way way in WaysToFail(run))
                await FailDuringAsync(run, arc, way);
        }
    }

    private static Task FailDuringAsync(CheckRun run, (MigrationState From, MigrationState To) arc, Way way) =>
        AtEachAccessAsync(run, async access =>
        {
            bool hasStruck = false;
            bool isRight = await run.CaseAsync(
                $"{Words.Arc(arc, way)} {Say(StepPoint.During, access)} for good",
                async () => hasStruck = await FailAsync(run, arc, StepPoint.During, access, way));
            return hasStruck || !isRight;
        });

    private static async Task<bool> FailAsync(
        CheckRun run, (MigrationState From, MigrationState To) arc, StepPoint point, int access, Way way)
    {
        Subject subject = await run.CreateAsync("device", way);
        long? resources = run.Settings.HasResources ? await subject.CountResourcesAsync() : null;
        await subject.WorkAsync(2);
        await Arrival.ReadyToLeaveAsync(run, subject, arc.From);
        IMigrationStream? before = subject.Stream;

        HandlerFault fault = HandlerFault.Fail(subject, arc, point, access, fatal: true);
        Answer answer = await subject.TrySetStateAsync(arc.To);
        fault.Remove();
        if (!fault.HasStruck)
            return false;
        if (answer.Errno != HandlerFault.Errno)
            throw new CheckFailedException($"the handler's errno, {HandlerFault.Errno}", answer.ToString());
        await RoundTrips.ExpectStateAsync(subject, Error);
        if (before is not null)
            await RoundTrips.ExpectClosedAsync(subject, before);
        foreach (MigrationState target in VfioPlan.All)
        {
            answer = await subject.TrySetStateAsync(target);
            if (answer.Errno != Errno.EINVAL)
                throw new CheckFailedException($"EINVAL for {target} in ERROR", answer.ToString());
        }

        await subject.ResetAsync();
        await RoundTrips.ExpectStateAsync(subject, Running);
        if (resources is { } held)
            await RoundTrips.ExpectResourcesAsync(subject, held);
        await RoundTrips.ProveSoundAsync(run, subject);
        return true;
    }
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class FailuresCheck : FaultCheck
{
    internal override ConformanceCheck Name => ConformanceCheck.Failures;

    internal override string Law =>
        "A failed request leaves the device in a state of the way, from which it can be asked again "
        + "(vfio.h, MIG_DEVICE_STATE).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Repetition, ConformanceCheck.Abandonment];

    internal override async Task RunAsync(CheckRun run)
    {
        NoteWhatIsMissing(run);
        foreach ((MigrationState from, MigrationState to) in run.Plan.Pairs)
        {
            foreach ((MigrationState From, MigrationState To) arc in run.Plan.ArcsOf(from, to))
            {
                if (run.Lab.HasSeam)
                    await FailAroundAsync(run, (from, to), arc);
                // On the synchronous way an access cannot be told to belong to one arc of several.
                foreach (Way way in WaysToFail(run).Where(way => way == Way.Seamed || arc == (from, to)))
                {
                    if (IsFirst((arc, way)))
                        await FailDuringAsync(run, (from, to), arc, way);
                }
            }
        }
    }

    private async Task FailAroundAsync(
        CheckRun run, (MigrationState From, MigrationState To) pair, (MigrationState From, MigrationState To) arc)
    {
        foreach (StepPoint point in (IEnumerable<StepPoint>)[StepPoint.Before, StepPoint.After])
            await run.CaseAsync(Say(arc, pair, point, 0, Way.Seamed), () => FailAsync(run, pair, arc, point, 0, Way.Seamed));
    }

    private Task FailDuringAsync(
        CheckRun run, (MigrationState From, MigrationState To) pair, (MigrationState From, MigrationState To) arc, Way way) =>
        AtEachAccessAsync(run, async access =>
        {
            bool hasStruck = false;
            bool isRight = await run.CaseAsync(
                Say(arc, pair, StepPoint.During, access, way),
                async () => hasStruck = await FailAsync(run, pair, arc, StepPoint.During, access, way));
            return hasStruck || !isRight;
        });

    private static string Say(
        (MigrationState From, MigrationState To) arc,
        (MigrationState From, MigrationState To) pair,
        StepPoint point,
        int access,
        Way way) =>
        $"{Words.Arc(arc, way)} {Say(point, access)}" + (arc == pair ? "" : $", on the way {Words.Arc(pair)}");

    /// <returns>Whether the arc came to the point at which it was to fail.</returns>
    private async Task<bool> FailAsync(
        CheckRun run,
        (MigrationState From, MigrationState To) pair,
        (MigrationState From, MigrationState To) arc,
        StepPoint point,
        int access,
        Way way)
    {
        Subject subject = await run.CreateAsync("device", way);
        long? resources = run.Settings.HasResources ? await subject.CountResourcesAsync() : null;
        await subject.WorkAsync(2);
        await Arrival.ReadyToLeaveAsync(run, subject, pair.From);
        IMigrationStream? before = subject.Stream;

        HandlerFault fault = HandlerFault.Fail(subject, arc, point, access);
        Answer answer = await subject.TrySetStateAsync(pair.To);
        fault.Remove();
        if (!fault.HasStruck)
            return false;
        if (answer.Errno != HandlerFault.Errno)
            throw new CheckFailedException($"the handler's errno, {HandlerFault.Errno}", answer.ToString());
        MigrationState left = LeftIn(run, pair, arc);
        await RoundTrips.ExpectStateAsync(subject, left);
        await ExpectStreamAsync(subject, before, pair.From, left);

        if (left == Error)
            await subject.ResetAsync();
        else if (left != pair.To)
            await subject.SetStateAsync(pair.To);
        if (left != Error)
            await RoundTrips.ExpectStateAsync(subject, pair.To);
        if (IsFirst((arc, point, access, way)))
            await ProveAsync(run, subject, left == Error ? Running : pair.To, resources);
        return true;
    }

    /// <summary>Where the policy leaves a device whose arc has failed.</summary>
    private static MigrationState LeftIn(
        CheckRun run, (MigrationState From, MigrationState To) pair, (MigrationState From, MigrationState To) arc)
    {
        if (run.Lab.Source.Policy == FailurePolicy.StopWhereFailed || arc.From == pair.From)
            return arc.From;
        bool canGoBack = VfioPlan.SessionOf(pair.From) == SessionKind.None && run.Plan.IsSupported(arc.From, pair.From);
        ImmutableArray<(MigrationState From, MigrationState To)> way = run.Plan.ArcsOf(pair.From, pair.To);
        bool keepsSession = VfioPlan.SessionOf(pair.From) != SessionKind.None
            && VfioPlan.SessionOf(way[0].To) == VfioPlan.SessionOf(pair.From)
            && VfioPlan.SessionOf(arc.From) == VfioPlan.SessionOf(pair.From);
        return canGoBack || keepsSession ? pair.From : Error;
    }

    private static async Task ExpectStreamAsync(
        Subject subject, IMigrationStream? before, MigrationState from, MigrationState left)
    {
        if (before is null)
            return;
        if (VfioPlan.SessionOf(left) == VfioPlan.SessionOf(from))
            await RoundTrips.ExpectOpenAsync(subject, before);
        else
            await RoundTrips.ExpectClosedAsync(subject, before);
    }

    private static async Task ProveAsync(CheckRun run, Subject subject, MigrationState state, long? resources)
    {
        if (state == Resuming)
            await subject.FeedAsync((await Arrival.ReferenceAsync(run)).Bytes);
        await subject.BringToAsync(Running);
        if (resources is { } held)
            await RoundTrips.ExpectResourcesAsync(subject, held);
        await RoundTrips.ProveSoundAsync(run, subject);
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class TransitionsCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.Transitions;

    internal override string Law =>
        "A combination transition is carried out as the arcs of the shortest way, and a state onto "
        + "itself does nothing (vfio.h, the FSM).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Answers];

    internal override async Task RunAsync(CheckRun run)
    {
        foreach ((MigrationState from, MigrationState to) in run.Plan.Pairs)
        {
            foreach (Way way in run.Ways(Way.Seamed))
                await run.CaseAsync(Words.Arc((from, to), way), () => GoAsync(run, from, to, way));
        }

        if (!run.Lab.HasSeam)
            run.Note("The steps of this device cannot be seen, only where they lead.");
    }

    private static async Task GoAsync(CheckRun run, MigrationState from, MigrationState to, Way way)
    {
        Subject subject = await run.CreateAsync("device", way);
        await subject.WorkAsync();
        await Arrival.ReadyToLeaveAsync(run, subject, from);
        subject.Seam?.TakeArcs();

        await subject.SetStateAsync(to);
        await RoundTrips.ExpectStateAsync(subject, to);
        ExpectArcs(subject, Words.Path(from, run.Plan.Path(from, to)), from);

        if (await subject.SetStateAsync(to) is not null)
            throw new CheckFailedException($"no stream from {to} onto itself", "a stream");
        await RoundTrips.ExpectStateAsync(subject, to);
        ExpectArcs(subject, to.ToString(), to);
    }

    private static void ExpectArcs(Subject subject, string expected, MigrationState from)
    {
        if (subject.Seam is not { } seam)
            return;
        string seen = Words.Path(from, seam.TakeArcs().Select(arc => arc.To));
        if (seen != expected)
            throw new CheckFailedException($"the way {expected}", seen);
    }
}

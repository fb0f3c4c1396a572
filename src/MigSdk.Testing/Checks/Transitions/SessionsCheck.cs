using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class SessionsCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.Sessions;

    internal override string Law =>
        "An arc into a group of data states opens a window, arcs within keep it, an arc out closes "
        + "it for good (vfio.h, the FSM).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Transitions];

    internal override async Task RunAsync(CheckRun run)
    {
        foreach ((MigrationState from, MigrationState to) in run.Plan.Pairs)
        {
            foreach (Way way in run.Ways(Way.Plain))
                await run.CaseAsync(Words.Arc((from, to), way), () => GoAsync(run, from, to, way));
        }
    }

    private static async Task GoAsync(CheckRun run, MigrationState from, MigrationState to, Way way)
    {
        Subject subject = await run.CreateAsync("device", way);
        await subject.WorkAsync();
        await Arrival.ReadyToLeaveAsync(run, subject, from);
        IMigrationStream? before = subject.Stream;
        bool keeps = VfioPlan.SessionOf(from) == VfioPlan.SessionOf(to);
        SessionKind opens = keeps ? SessionKind.None : VfioPlan.SessionOf(to);

        IMigrationStream? opened = await subject.SetStateAsync(to);
        if ((opened?.Kind ?? SessionKind.None) != opens)
            throw new CheckFailedException(Describe(opens), Describe(opened?.Kind ?? SessionKind.None));
        if (before is not null && keeps)
            await RoundTrips.ExpectOpenAsync(subject, before);
        else if (before is not null)
            await RoundTrips.ExpectClosedAsync(subject, before);
        if (opened is not null)
            await RoundTrips.ExpectOpenAsync(subject, opened);
    }

    private static string Describe(SessionKind kind) =>
        kind == SessionKind.None ? "no stream to be opened" : $"a {kind} stream to be opened";
}

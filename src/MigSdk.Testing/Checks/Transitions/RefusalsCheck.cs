using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class RefusalsCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.Refusals;

    internal override string Law =>
        "A target that is blocked, unsupported, ERROR or no state is refused with EINVAL, and "
        + "nothing has changed (vfio.h, the FSM).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Transitions];

    internal override async Task RunAsync(CheckRun run)
    {
        foreach (MigrationState from in run.Plan.States)
        {
            foreach (MigrationState to in (IEnumerable<MigrationState>)[.. VfioPlan.All, (MigrationState)42])
            {
                if (!run.Plan.IsSupported(from, to))
                    await run.CaseAsync(Words.Arc((from, to)), () => RefuseAsync(run, from, to));
            }
        }
    }

    private static async Task RefuseAsync(CheckRun run, MigrationState from, MigrationState to)
    {
        Subject subject = await run.CreateAsync("device");
        await subject.WorkAsync();
        await subject.BringToAsync(from);
        bool compares = run.Settings.HasSnapshot && VfioPlan.IsStopped(from);
        object? before = compares ? await subject.SnapshotAsync() : null;

        Answer answer = await subject.TrySetStateAsync(to);
        if (answer.Errno != Errno.EINVAL)
            throw new CheckFailedException("EINVAL", answer.ToString());
        await RoundTrips.ExpectStateAsync(subject, from);
        if (subject.Stream is { } stream)
            await RoundTrips.ExpectOpenAsync(subject, stream);
        if (before is not null)
            await RoundTrips.ExpectSnapshotAsync(subject, before, "nothing to change");
    }
}

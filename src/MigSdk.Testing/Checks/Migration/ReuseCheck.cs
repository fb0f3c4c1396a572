using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class ReuseCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.Reuse;

    internal override string Law =>
        "STOP -> RESUMING begins with a device as good as reset: nothing of its former state is left "
        + "(vfio.h, RESUMING).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.RoundTrip];

    internal override async Task RunAsync(CheckRun run)
    {
        await CaseAsync(run, "a destination that has run", device => device.WorkAsync(7));
        await CaseAsync(run, "a destination that has run and was stopped", async device =>
        {
            await device.WorkAsync(7);
            await device.SetStateAsync(Stop);
        });
        await CaseAsync(run, "a destination that was a source", async device =>
        {
            await device.WorkAsync(7);
            await device.SaveAsync(Running);
        });
        await CaseAsync(run, "a destination that was reset in the midst of a stream", async device =>
        {
            SavedStream stream = await Arrival.ReferenceAsync(run);
            await device.WorkAsync(7);
            await device.SetStateAsync(Resuming);
            await device.FeedAsync(System.MemoryExtensions.AsMemory(stream.Bytes, 0, stream.Bytes.Length / 2));
            await device.ResetAsync();
        });
    }

    private static Task<bool> CaseAsync(CheckRun run, string what, System.Func<Subject, Task> prepare) =>
        run.CaseAsync($"Resuming -> Stop, {what}", async () =>
        {
            Subject destination = await run.CreateAsync("destination");
            await prepare(destination);
            Subject source = await run.CreateAsync("source");
            await source.WorkAsync(2);
            await RoundTrips.MoveAsync(source, destination, Running);
        });
}

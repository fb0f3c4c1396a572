using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class RoundTripCheck : Check
{
    internal override ConformanceCheck Name => ConformanceCheck.RoundTrip;

    internal override string Law =>
        "What is read to the end of the stream and written in RESUMING is the device's whole state "
        + "(vfio.h, STOP_COPY and RESUMING).";

    internal override IReadOnlyList<ConformanceCheck> Needs =>
        [ConformanceCheck.Sessions, ConformanceCheck.Reset, ConformanceCheck.Quiescence];

    internal override async Task RunAsync(CheckRun run)
    {
        await run.CaseAsync("Stop -> StopCopy, a device that has done nothing", async () =>
        {
            Subject source = await run.CreateAsync("source");
            Subject destination = await run.CreateAsync("destination");
            await source.BringToAsync(Stop);
            await RoundTrips.MoveAsync(source, destination, Stop);
        });

        foreach (MigrationState from in run.Plan.States.Where(state => state is not (StopCopy or Resuming)))
        {
            foreach (Way way in run.Ways(Way.Plain))
                await run.CaseAsync(Words.Arc((from, StopCopy), way), () => MigrateAsync(run, from, way));
        }

        if (!run.Settings.HasSnapshot)
            run.Note("The states of source and destination were not compared: the options have no Snapshot.");
    }

    private static async Task MigrateAsync(CheckRun run, MigrationState from, Way way)
    {
        Subject source = await run.CreateAsync("source", way);
        Subject destination = await run.CreateAsync("destination", way);
        await source.WorkAsync(3);
        SavedStream stream = await source.SaveAsync(from);
        await destination.LoadAsync(stream.Bytes);
        await RoundTrips.ExpectEqualAsync(destination, stream);

        await source.SetStateAsync(Stop);
        if (stream.Snapshot is not null)
            await RoundTrips.ExpectSnapshotAsync(source, stream.Snapshot, "the source to be as it was saved");
        await destination.SetStateAsync(Running);
        await RoundTrips.ExpectStateAsync(destination, Running);
    }
}

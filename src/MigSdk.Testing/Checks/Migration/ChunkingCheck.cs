using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class ChunkingCheck : Check
{
    // Reads and writes of one byte in the midst of a large stream would take their time and show nothing new.
    private const int MaxPieces = 2_000;
    private const int ByteWise = 100;

    internal override ConformanceCheck Name => ConformanceCheck.Chunking;

    internal override string Law =>
        "The stream is a stream of bytes: how reads and writes cut it has no meaning (vfio.h, migration v2).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.RoundTrip];

    internal override async Task RunAsync(CheckRun run)
    {
        int length = 0;
        await run.CaseAsync("Resuming -> Stop, written byte by byte at both ends", async () =>
        {
            SavedStream stream = await Arrival.ReferenceAsync(run);
            length = stream.Bytes.Length;
            Subject destination = await run.CreateAsync("destination");
            await destination.SetStateAsync(Resuming);
            int head = Math.Min(ByteWise, length);
            int tail = Math.Min(ByteWise, length - head);
            await destination.FeedAsync(stream.Bytes.AsMemory(0, head), 1);
            await destination.FeedAsync(stream.Bytes.AsMemory(head, length - head - tail));
            await destination.FeedAsync(stream.Bytes.AsMemory(length - tail), 1);
            await destination.SetStateAsync(Stop);
            await RoundTrips.ExpectEqualAsync(destination, stream);
        });

        int smallest = (length / MaxPieces) + 1;
        foreach (int size in (IEnumerable<int>)[smallest, smallest + 6, (2 * smallest) + 61, (length / 3) + 1])
            await run.CaseAsync($"pieces of {size} bytes", () => MoveAsync(run, size));
    }

    private static async Task MoveAsync(CheckRun run, int size)
    {
        Subject source = await run.CreateAsync("source");
        Subject destination = await run.CreateAsync("destination");
        await source.WorkAsync(3);
        SavedStream stream = await source.SaveAsync(Running, size);
        await destination.LoadAsync(stream.Bytes, size);
        await RoundTrips.ExpectEqualAsync(destination, stream);
    }
}

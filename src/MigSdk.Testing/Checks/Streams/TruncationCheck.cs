using System.Collections.Generic;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class TruncationCheck : StreamCheck
{
    private const int Ends = 32;
    private const int Short = 1_024;
    private const int MaxBoundaries = 64;

    internal override ConformanceCheck Name => ConformanceCheck.Truncation;

    internal override string Law =>
        "RESUMING -> STOP takes in the whole of the data and checks it; a stream that is cut off "
        + "must fail there (vfio.h, RESUMING).";

    // One destination is offered many streams, each after a reset.
    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Repetition];

    private protected override IEnumerable<Mutation> Mutate(CheckRun run, IReadOnlyList<SavedStream> good)
    {
        byte[] stream = good[0].Bytes;
        foreach (int length in Lengths(run, good[0]))
            yield return new Mutation($"a stream cut off after {length} of {stream.Length} bytes", stream[..length]);
    }

    private static SortedSet<int> Lengths(CheckRun run, SavedStream stream)
    {
        int whole = stream.Bytes.Length;
        var lengths = new SortedSet<int>();
        for (int i = 0; i < (whole <= Short ? whole : Ends); i++)
        {
            lengths.Add(i);
            lengths.Add(whole - 1 - i);
        }

        for (int i = 0; i < stream.Boundaries.Count && i < MaxBoundaries; i++)
        {
            lengths.Add(stream.Boundaries[i] - 1);
            lengths.Add(stream.Boundaries[i]);
            lengths.Add(stream.Boundaries[i] + 1);
        }

        for (int i = 0; i < RandomMutations * run.Settings.Effort; i++)
            lengths.Add(run.Dice.Next(whole));
        lengths.RemoveWhere(length => length < 0 || length >= whole);
        return lengths;
    }
}

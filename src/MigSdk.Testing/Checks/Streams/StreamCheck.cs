using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

/// <summary>Offers wrong streams to a destination, one after the other, with a reset in between.</summary>
internal abstract class StreamCheck : Check
{
    /// <summary>How many random mutations an ordinary run makes of each kind.</summary>
    protected const int RandomMutations = 60;

    // A device is used for many of them: making one may cost more than a stream.
    private const int TrialsPerDevice = 64;

    /// <summary>Whether a stream that comes to the same state may be taken.</summary>
    private protected virtual bool TakesSameMeaning => false;

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Truncation];

    internal override string? WhyNot(Lab lab) => lab.Settings.HasSnapshot ? null : "The options have no Snapshot.";

    internal override async Task RunAsync(CheckRun run)
    {
        IReadOnlyList<SavedStream> good = await SourcesAsync(run);
        if (good.Count == 0)
            return;
        using IEnumerator<Mutation> mutations = Mutate(run, good).GetEnumerator();
        bool isLast = false;
        while (!isLast)
        {
            string what = "";
            await run.CaseAsync(() => $"Resuming -> Stop, {what}", async () =>
            {
                StreamTrial trial = await StreamTrial.BeginAsync(run);
                for (int i = 0; i < TrialsPerDevice; i++)
                {
                    if (!mutations.MoveNext())
                    {
                        isLast = true;
                        return;
                    }

                    if (mutations.Current.Bytes.AsSpan().SequenceEqual(good[0].Bytes))
                        continue;
                    what = mutations.Current.What;
                    run.CountCase();
                    object? accepted = await trial.OfferAsync(mutations.Current.Bytes);
                    if (accepted is not null)
                        Judge(run, good, accepted);
                }
            });
        }
    }

    /// <summary>The streams that are mutated; the first is the one whose state an accepted stream must mean.</summary>
    private protected virtual async Task<IReadOnlyList<SavedStream>> SourcesAsync(CheckRun run)
    {
        SavedStream? stream = null;
        await run.CaseAsync("the stream of a source", async () => stream = await Arrival.ReferenceAsync(run));
        return stream is null ? [] : [stream];
    }

    private protected abstract IEnumerable<Mutation> Mutate(CheckRun run, IReadOnlyList<SavedStream> good);

    private void Judge(CheckRun run, IReadOnlyList<SavedStream> good, object accepted)
    {
        if (!TakesSameMeaning)
            throw new CheckFailedException("an error", "the stream was taken");
        foreach (SavedStream stream in good)
        {
            if (run.Settings.Snapshots.AreEqual(stream.Snapshot!, accepted))
                return;
        }

        throw new CheckFailedException(
            "an error, or the source's state",
            $"the stream was taken, and gave {Snapshots.Difference(good[0].Snapshot!, accepted)}");
    }
}

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class OrderCheck : StreamCheck
{
    private const int Kinds = 3;

    internal override ConformanceCheck Name => ConformanceCheck.Order;

    internal override string Law =>
        "A stream is one session's bytes in their order; one put together otherwise must fail "
        + "RESUMING -> STOP (vfio.h, RESUMING).";

    // Without a check of the bytes themselves nothing keeps parts apart.
    internal override IReadOnlyList<ConformanceCheck> Needs => [.. base.Needs, ConformanceCheck.Corruption];

    private protected override bool TakesSameMeaning => true;

    private protected override async Task<IReadOnlyList<SavedStream>> SourcesAsync(CheckRun run)
    {
        var streams = new List<SavedStream>(await base.SourcesAsync(run));
        await run.CaseAsync("the stream of another session", async () =>
        {
            Subject source = await run.CreateAsync("another source");
            await source.WorkAsync(11);
            streams.Add(await source.SaveAsync(Running));
        });
        return streams;
    }

    private protected override IEnumerable<Mutation> Mutate(CheckRun run, IReadOnlyList<SavedStream> good)
    {
        byte[] stream = good[0].Bytes;
        int count = RandomMutations / Kinds * run.Settings.Effort;
        for (int i = 0; i < count; i++)
        {
            (int a, int b, int c) = Cuts(run, good[0]);
            byte[] head = stream[..a];
            byte[] first = stream[a..b];
            byte[] second = stream[b..c];
            byte[] tail = stream[c..];
            yield return new Mutation(
                $"a stream with bytes {a} to {b} and {b} to {c} swapped", [.. head, .. second, .. first, .. tail]);
            yield return new Mutation(
                $"a stream with bytes {a} to {b} sent twice", [.. head, .. first, .. first, .. second, .. tail]);
            yield return new Mutation($"a stream without bytes {a} to {b}", [.. head, .. second, .. tail]);
            if (good.Count > 1)
            {
                byte[] other = good[1].Bytes[Math.Min(a, good[1].Bytes.Length)..];
                byte[] part = other[..Math.Min(b - a, other.Length)];
                yield return new Mutation($"a stream that is another session's from byte {a} on", [.. head, .. other]);
                yield return new Mutation(
                    $"a stream with bytes {a} to {b} of another session", [.. head, .. part, .. second, .. tail]);
            }
        }
    }

    // Where records end nobody knows here: the ends of reads, blocks of equal size, and anywhere.
    private static (int A, int B, int C) Cuts(CheckRun run, SavedStream stream)
    {
        int length = stream.Bytes.Length;
        Dice dice = run.Dice;
        switch (dice.Next(3))
        {
            case 0 when stream.Boundaries.Count > 2:
                int first = dice.Next(stream.Boundaries.Count - 2);
                return (stream.Boundaries[first], stream.Boundaries[first + 1], stream.Boundaries[first + 2]);
            case 1 when length > 32:
                int size = 1 << (2 + dice.Next(Math.Max(1, (int)Math.Log2(length) - 3)));
                int at = dice.Next(Math.Max(1, length - (2 * size)));
                return (at, Math.Min(length, at + size), Math.Min(length, at + (2 * size)));
            default:
                int[] cuts = [dice.Next(length + 1), dice.Next(length + 1), dice.Next(length + 1)];
                Array.Sort(cuts);
                return (cuts[0], cuts[1], cuts[2]);
        }
    }
}

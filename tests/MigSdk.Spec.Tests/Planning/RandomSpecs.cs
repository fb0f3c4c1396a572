using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec.Tests;

/// <summary>Small specs of all kinds, always the same ones; sound they need not be.</summary>
internal static class RandomSpecs
{
    public static IEnumerable<StateMachineSpec> Take(int count) => Enumerable.Range(0, count).Select(Make);

    private static StateMachineSpec Make(int seed)
    {
        Random random = new(seed);
        int count = random.Next(2, 7);
        double density = 0.15 + (0.4 * random.NextDouble());
        double sessions = random.NextDouble() * 0.6;
        int features = random.Next(0, 4);
        int error = random.Next(0, 3) == 0 ? random.Next(1, count) : -1;

        IndexSet Requires(int state) => state == 0
            ? IndexSet.Empty
            : IndexSet.Of([.. Enumerable.Range(0, features).Where(_ => random.Next(0, 3) == 0)]);

        string? Group() => random.NextDouble() < sessions ? random.Next(0, 3) == 0 ? "Resuming" : "Saving" : null;

        (int From, int To)[] pairs =
            [.. Enumerable.Range(0, count).SelectMany(from => Enumerable.Range(0, count).Select(to => (from, to)))];
        return new StateMachineSpec(
            $"Random{seed}",
            [.. Enumerable.Range(0, count).Select(s => new SpecState($"S{s}", s, Requires(s), Group()))],
            [.. Enumerable.Range(0, features).Select(f => new SpecFeature($"F{f}", 1L << f))],
            [.. pairs.Where(_ => random.NextDouble() < density)
                .Select(p => new SpecArc(p.From, p.To, random.Next(0, 4) == 0 ? random.Next(-1, 3) : 0))],
            [.. pairs.Where(_ => random.Next(0, 20) == 0).Select(p => new StatePair(p.From, p.To))],
            initial: 0,
            error < 0 ? null : error,
            singleArcsOnly: random.Next(0, 12) == 0);
    }
}

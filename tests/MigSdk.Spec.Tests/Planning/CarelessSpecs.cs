using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec.Tests;

/// <summary>The small specs of <see cref="RandomSpecs"/>, each with mistakes in it; always the same ones.</summary>
internal static class CarelessSpecs
{
    private static readonly string?[] Groups = [null, null, "Saving", "Resuming"];

    public static IEnumerable<StateMachineSpec> Take(int count) =>
        RandomSpecs.Take(count).Select((spec, seed) => Spoil(spec, new Random(seed)));

    private static StateMachineSpec Spoil(StateMachineSpec spec, Random random)
    {
        bool Seldom() => random.Next(0, 6) == 0;
        int State() => random.Next(0, spec.States.Length);

        return new StateMachineSpec(
            spec.Name,
            [.. spec.States.Select(state => state with
            {
                Value = Seldom() ? State() : state.Value,
                IsPreCopy = Seldom() && Seldom(),
            })],
            [.. spec.Features.Select(feature => feature with { OptionalState = Seldom() ? State() : null })],
            [.. spec.Arcs.SelectMany(arc => Declarations(spec, arc, random)).OrderBy(_ => random.Next())],
            [.. spec.BlockedPairs.SelectMany(pair => Seldom() ? [pair, pair] : new[] { pair })],
            Seldom() ? State() : spec.Initial,
            spec.Error,
            spec.SingleArcsOnly);
    }

    /// <summary>An arc as somebody may write it: mostly right, with any session now and then, sometimes twice.</summary>
    private static IEnumerable<SpecArc> Declarations(StateMachineSpec spec, SpecArc arc, Random random)
    {
        string? opens = random.Next(0, 6) == 0 ? Groups[random.Next(0, 4)] : spec.OpenedBy(arc.From, arc.To);
        yield return arc with { Opens = opens };
        if (random.Next(0, 8) == 0)
            yield return arc with { Opens = Groups[random.Next(0, 4)], Preference = random.Next(-1, 3) };
    }
}

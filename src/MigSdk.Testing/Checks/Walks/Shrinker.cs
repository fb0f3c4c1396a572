using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using MigSdk.Testing.Execution;

namespace MigSdk.Testing.Checks;

/// <summary>Finds a walk that fails, and then the shortest one that still does.</summary>
/// <remarks>
/// CsCheck makes the walks, and smaller ones than the one that has failed. It does so at random; at the end every step of the
/// smallest is taken out by turns, so that none is left that is not needed. All of it follows from the seed.
/// </remarks>
internal static class Shrinker
{
    private const int MaxSmallerWalks = 200;

    /// <summary>Tries walks until one fails.</summary>
    /// <param name="run">The check's run.</param>
    /// <param name="walks">Makes walks.</param>
    /// <param name="count">How many are tried.</param>
    /// <param name="attempt">Carries a walk out; gives what was wrong.</param>
    /// <returns>What was wrong in the shortest walk that was found; null where nothing was.</returns>
    internal static async Task<CheckFailure?> FindAsync<TStep>(
        CheckRun run, Gen<TStep[]> walks, int count, Func<TStep[], Task<CheckFailure?>> attempt)
    {
        for (int i = 0; i < count; i++)
        {
            TStep[] walk = walks.Generate(run.Dice.Generator, null, out Size size);
            if (await attempt(walk) is { } failure)
                return await ShrinkAsync(run, walks, attempt, walk, size, failure);
        }

        return null;
    }

    private static async Task<CheckFailure> ShrinkAsync<TStep>(
        CheckRun run,
        Gen<TStep[]> walks,
        Func<TStep[], Task<CheckFailure?>> attempt,
        TStep[] walk,
        Size size,
        CheckFailure failure)
    {
        for (int i = 0; i < MaxSmallerWalks && walk.Length > 1 && !run.HasHung; i++)
        {
            // Null where what came out is no smaller.
            TStep[]? smaller = walks.Generate(run.Dice.Generator, size, out Size smallerSize);
            if (smaller is not null && smaller.Length < walk.Length && await attempt(smaller) is { } found)
                (walk, size, failure) = (smaller, smallerSize, found);
        }

        bool isShorter = true;
        while (isShorter && !run.HasHung)
        {
            isShorter = false;
            foreach (TStep[] shorter in WithoutOne(walk))
            {
                if (await attempt(shorter) is { } found)
                {
                    (walk, failure) = (shorter, found);
                    isShorter = true;
                    break;
                }
            }
        }

        return failure;
    }

    // The last steps first: what comes after the mistake is seldom needed.
    private static IEnumerable<TStep[]> WithoutOne<TStep>(TStep[] walk) =>
        Enumerable.Range(0, walk.Length).Reverse().Select(i => (TStep[])[.. walk[..i], .. walk[(i + 1)..]]);
}

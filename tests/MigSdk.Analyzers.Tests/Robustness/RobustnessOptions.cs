using System;
using System.Globalization;

namespace MigSdk.Analyzers.Tests;

/// <summary>How much is tried: a sample of all by default, all with <c>MIGSDK_ROBUSTNESS=full</c>.</summary>
internal static class RobustnessOptions
{
    private const string SeedVariable = "MIGSDK_ROBUSTNESS_SEED";

    internal static bool IsFull { get; } = Environment.GetEnvironmentVariable("MIGSDK_ROBUSTNESS") == "full";

    /// <summary>The seed of the first edit; the others count on from it.</summary>
    internal static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out int seed) ? seed : 1;

    /// <summary>Of how many prefixes one is tried. Odd, so that tokens are cut off and cut in two.</summary>
    internal static int Stride => IsFull ? 1 : 211;

    /// <summary>How many edited files are tried.</summary>
    internal static int Edits => IsFull ? 20_000 : 200;

    /// <summary>How to begin with the edit that failed.</summary>
    internal static string Replay(int seed) => $"{SeedVariable}={seed.ToString(CultureInfo.InvariantCulture)}";
}

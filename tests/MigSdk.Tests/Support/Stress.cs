using System;
using System.Globalization;

namespace MigSdk.Tests;

/// <summary>How long the tests that look for races run: <c>MIGSDK_STRESS=20</c> makes them twenty times as long.</summary>
internal static class Stress
{
    private static readonly int Factor =
        int.TryParse(Environment.GetEnvironmentVariable("MIGSDK_STRESS"), CultureInfo.InvariantCulture, out int factor)
            ? Math.Max(1, factor)
            : 1;

    internal static int Rounds(int usual) => usual * Factor;
}

using System;
using System.Globalization;
using Xunit;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>A test that takes as many minutes as the environment says by <c>MIGSDK_SOAK</c>.</summary>
public sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute()
    {
        if (Length is null)
            Skip = "Takes as long as it is told to. Set MIGSDK_SOAK=60 for an hour.";
    }

    internal static TimeSpan? Length =>
        double.TryParse(Environment.GetEnvironmentVariable("MIGSDK_SOAK"), CultureInfo.InvariantCulture, out double minutes)
            ? TimeSpan.FromMinutes(minutes)
            : null;

    /// <summary>The seed that the environment gives, or a new one.</summary>
    internal static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("MIGSDK_SOAK_SEED"), CultureInfo.InvariantCulture, out int seed)
            ? seed
            : Random.Shared.Next();
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>A device with one mistake is caught by the check that is for it, and by no other.</summary>
internal static class Mutant
{
    // Counting what a thousand migrations hold takes longer than all other checks together, and only two mutants are about it.
    private static readonly bool CountsResources = Environment.GetEnvironmentVariable("MIGSDK_MUTANTS") == "full";

    internal static IReadOnlySet<ConformanceCheck> Skipped { get; } =
        CountsResources ? new HashSet<ConformanceCheck>() : new HashSet<ConformanceCheck> { ConformanceCheck.Resources };

    internal static async Task IsCaughtAsync(Func<CardDevice> create, ConformanceCheck check) =>
        IsCaught(await Cards.RunAsync(create, Skipped), check);

    internal static void IsCaught(ConformanceReport report, ConformanceCheck check)
    {
        Assert.True(report.Failed.SequenceEqual([check]), $"Not {check} alone.\n{report}");
        Assert.All(
            report.Results.SelectMany(result => result.Failures),
            failure =>
            {
                Assert.InRange(failure.ToString().Split('\n').Length, 3, 9);
                Assert.NotEmpty(failure.Walk);
            });
    }
}

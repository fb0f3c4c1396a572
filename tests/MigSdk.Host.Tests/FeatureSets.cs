using System.Collections.Generic;
using System.Linq;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.Host.Tests;

/// <summary>The legal feature sets, and all pairs of them.</summary>
internal static class FeatureSets
{
    internal static readonly MigrationFeatures[] All =
        [StopCopy, StopCopy | P2P, StopCopy | PreCopy, StopCopy | P2P | PreCopy];

    internal static IEnumerable<(MigrationFeatures Source, MigrationFeatures Destination)> Pairs =>
        from source in All from destination in All select (source, destination);
}

/// <summary>All pairs of feature sets, for theories.</summary>
public sealed class FeaturePairs : TheoryData<MigrationFeatures, MigrationFeatures>
{
    public FeaturePairs()
    {
        foreach ((MigrationFeatures source, MigrationFeatures destination) in FeatureSets.Pairs)
            Add(source, destination);
    }
}

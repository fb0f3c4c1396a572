using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Analyzers.Benchmarks;

/// <summary>What one run costs.</summary>
/// <param name="Rules">The time in the callbacks of the rules, as the compiler counts it, in milliseconds.</param>
/// <param name="Whole">The time from beginning to end, the compiler's included, in milliseconds.</param>
/// <param name="Bytes">The bytes allocated, the compiler's included.</param>
internal readonly record struct Cost(double Rules, double Whole, double Bytes)
{
    /// <summary>The median of each part.</summary>
    internal static Cost Median(IReadOnlyCollection<Cost> costs) => new(
        Median(costs.Select(cost => cost.Rules)), Median(costs.Select(cost => cost.Whole)), Median(costs.Select(cost => cost.Bytes)));

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}

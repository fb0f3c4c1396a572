using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace MigSdk.Benchmarks;

/// <summary>A driver's answers over all 64 pairs from memory, beside hand-written switches and Stateless.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[HideColumns("Error", "StdDev", "Median")]
public class AnswerBenchmarks
{
    private const int Pairs = 64;

    private readonly StatelessMachine _stateless = new();

    [BenchmarkCategory("ArcSupported"), Benchmark(Description = "switch, inlined", Baseline = true, OperationsPerInvoke = Pairs)]
    public int SupportedInlined()
    {
        int count = 0;
        for (uint from = 0; from < 8; from++)
        {
            for (uint to = 0; to < 8; to++)
                count += HandWritten.IsSupported((MigrationState)from, (MigrationState)to) ? 1 : 0;
        }

        return count;
    }

    [BenchmarkCategory("ArcSupported"), Benchmark(Description = "switch, called", OperationsPerInvoke = Pairs)]
    public int SupportedCalled()
    {
        int count = 0;
        for (uint from = 0; from < 8; from++)
        {
            for (uint to = 0; to < 8; to++)
                count += HandWritten.IsSupportedCall((MigrationState)from, (MigrationState)to) ? 1 : 0;
        }

        return count;
    }

    [BenchmarkCategory("ArcSupported"), Benchmark(Description = "MigSdk", OperationsPerInvoke = Pairs)]
    public int SupportedMigSdk()
    {
        int count = 0;
        for (uint from = 0; from < 8; from++)
        {
            for (uint to = 0; to < 8; to++)
                count += SharedDriver.ArcSupported((MigrationState)from, (MigrationState)to) ? 1 : 0;
        }

        return count;
    }

    // It knows single arcs only, and only those out of its current state.
    [BenchmarkCategory("ArcSupported"), Benchmark(Description = "Stateless CanFire (one state)", OperationsPerInvoke = 8)]
    public int SupportedStateless()
    {
        int count = 0;
        for (uint to = 0; to < 8; to++)
            count += _stateless.Machine.CanFire((MigrationState)to) ? 1 : 0;
        return count;
    }

    [BenchmarkCategory("TryGetNextState"), Benchmark(Description = "switch, inlined", Baseline = true, OperationsPerInvoke = Pairs)]
    public uint NextInlined()
    {
        uint sum = 0;
        for (uint from = 0; from < 8; from++)
        {
            for (uint to = 0; to < 8; to++)
            {
                if (HandWritten.TryNext((MigrationState)from, (MigrationState)to, out MigrationState next))
                    sum += (uint)next;
            }
        }

        return sum;
    }

    [BenchmarkCategory("TryGetNextState"), Benchmark(Description = "switch, called", OperationsPerInvoke = Pairs)]
    public uint NextCalled()
    {
        uint sum = 0;
        for (uint from = 0; from < 8; from++)
        {
            for (uint to = 0; to < 8; to++)
            {
                if (HandWritten.TryNextCall((MigrationState)from, (MigrationState)to, out MigrationState next))
                    sum += (uint)next;
            }
        }

        return sum;
    }

    [BenchmarkCategory("TryGetNextState"), Benchmark(Description = "MigSdk", OperationsPerInvoke = Pairs)]
    public uint NextMigSdk()
    {
        uint sum = 0;
        for (uint from = 0; from < 8; from++)
        {
            for (uint to = 0; to < 8; to++)
            {
                if (SharedDriver.TryGetNextState((MigrationState)from, (MigrationState)to, out MigrationState next))
                    sum += (uint)next;
            }
        }

        return sum;
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Samples.Devices;
using Samples.HisiAccStyle;
using Samples.Minimal;
using Samples.Mlx5Style;
using Samples.PdsStyle;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Testing.Tests;

/// <summary>
/// More than 25,000 mutations of the real stream of each sample driver: none is taken that means something else, none is half
/// applied, none makes the driver hang or allocate beyond its bound.
/// </summary>
internal static class CorruptStreams
{
    private const int Effort = 125;
    private const int Least = 25_000;

    private static readonly IReadOnlySet<ConformanceCheck> AllButStreams = new HashSet<ConformanceCheck>(
        Enum.GetValues<ConformanceCheck>().Where(check => check is < ConformanceCheck.Truncation or > ConformanceCheck.Order));

    internal static async Task RunAsync<TDriver>(Func<TDriver> create, ITestOutputHelper output)
        where TDriver : class, IMigrationDriver, ISampleDevice
    {
        long begin = Stopwatch.GetTimestamp();
        ConformanceReport report = await MigrationConformance.VerifyAsync(create, SampleDevices.Options<TDriver>(Effort, AllButStreams));

        int streams = report.Results.Sum(result => result.Cases);
        output.WriteLine($"{streams} streams in {Stopwatch.GetElapsedTime(begin)}");
        output.WriteLine(report.ToMarkdown());
        Assert.InRange(streams, Least, int.MaxValue);
    }
}

// A class each, so that they run side by side.
public sealed class MinimalCorruptStreams(ITestOutputHelper output)
{
    [FullRunFact]
    public Task Minimal_takes_no_corrupt_stream() => CorruptStreams.RunAsync<MinimalDriver>(SampleDevices.Minimal, output);
}

public sealed class PdsCorruptStreams(ITestOutputHelper output)
{
    [FullRunFact]
    public Task PdsStyle_takes_no_corrupt_stream() => CorruptStreams.RunAsync<PdsDriver>(SampleDevices.Pds, output);
}

public sealed class HisiAccCorruptStreams(ITestOutputHelper output)
{
    [FullRunFact]
    public Task HisiAccStyle_takes_no_corrupt_stream() => CorruptStreams.RunAsync<HisiAccDriver>(SampleDevices.HisiAcc, output);
}

public sealed class Mlx5CorruptStreams(ITestOutputHelper output)
{
    [FullRunFact]
    public Task Mlx5Style_takes_no_corrupt_stream() => CorruptStreams.RunAsync<Mlx5Driver>(SampleDevices.Mlx5, output);
}

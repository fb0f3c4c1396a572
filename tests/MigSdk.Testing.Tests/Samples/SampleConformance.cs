using System.Threading.Tasks;
using Samples.HisiAccStyle;
using Samples.Minimal;
using Samples.Mlx5Style;
using Samples.PdsStyle;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Testing.Tests;

// A class each, so that they run side by side. What they print is the table of checks, with the time that each took.
public sealed class MinimalConformance(ITestOutputHelper output)
{
    [Fact]
    public async Task Minimal_conforms() => output.WriteLine(
        (await MigrationConformance.VerifyAsync(SampleDevices.Minimal, SampleDevices.Options<MinimalDriver>())).ToMarkdown());
}

public sealed class PdsConformance(ITestOutputHelper output)
{
    [Fact]
    public async Task PdsStyle_conforms() => output.WriteLine(
        (await MigrationConformance.VerifyAsync(SampleDevices.Pds, SampleDevices.Options<PdsDriver>())).ToMarkdown());
}

public sealed class HisiAccConformance(ITestOutputHelper output)
{
    [Fact]
    public async Task HisiAccStyle_conforms() => output.WriteLine(
        (await MigrationConformance.VerifyAsync(SampleDevices.HisiAcc, SampleDevices.Options<HisiAccDriver>())).ToMarkdown());
}

public sealed class Mlx5Conformance(ITestOutputHelper output)
{
    [Fact]
    public async Task Mlx5Style_conforms() => output.WriteLine(
        (await MigrationConformance.VerifyAsync(SampleDevices.Mlx5, SampleDevices.Options<Mlx5Driver>())).ToMarkdown());
}

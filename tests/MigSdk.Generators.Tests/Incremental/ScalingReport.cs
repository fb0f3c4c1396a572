using System;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Generators.Tests;

/// <summary>What a key press costs where there are many machines. A table, made where it is asked for.</summary>
/// <remarks>
/// Run with <c>MIGSDK_SCALING_REPORT=1</c> and <c>--logger "console;verbosity=detailed"</c>. The bytes are those of the
/// generator driver's run after an edit that concerns no machine, once everything is warm.
/// </remarks>
public sealed class ScalingReport(ITestOutputHelper output)
{
    private const int Edits = 10;

    [Fact]
    public void The_cost_of_an_unrelated_edit_by_number_of_machines()
    {
        bool isAskedFor = Environment.GetEnvironmentVariable("MIGSDK_SCALING_REPORT") == "1";
        int[] sizes = isAskedFor ? [10, 100, 500] : [10, 20];
        output.WriteLine("machines | bytes per edit | bytes per machine | ms per edit");
        long[] perMachine = [.. sizes.Select(size => Measure(size) / size)];

        // Twice the machines cost at most twice the bytes, and some for noise.
        Assert.InRange(perMachine[^1], 1, (long)(perMachine[0] * 1.25));
    }

    private long Measure(int machines)
    {
        string[] sources =
        [
            "internal class Unrelated { }",
            .. Enumerable.Range(0, machines).Select(number => Texts.FullDriver.Replace("class Nic", $"class Nic{number}")),
        ];
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Compile(GeneratorRun.Options(LanguageVersion.Latest), sources));
        Assert.Equal(machines, run.Sources.Count);
        run = run.Edit(0, "internal class Warm { }");

        long bytes = 0;
        TimeSpan time = TimeSpan.Zero;
        for (int edit = 0; edit < Edits; edit++)
        {
            run = run.Edit(0, $"internal class Edit{edit} {{ }}");
            bytes += run.AllocatedBytes;
            time += run.Duration;
        }

        output.WriteLine(
            $"{machines,8} | {bytes / Edits,14:N0} | {bytes / Edits / machines,17:N0} | {time.TotalMilliseconds / Edits,11:N1}");
        return bytes / Edits;
    }
}

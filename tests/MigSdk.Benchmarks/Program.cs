using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace MigSdk.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/MigSdk.Benchmarks</c> runs all; <c>--short</c> takes a minute or two and
/// gives the same ratios with more noise; everything else goes to BenchmarkDotNet (<c>--filter '*OneArc*'</c>).
/// </summary>
internal static class Program
{
    private static void Main(string[] args)
    {
        bool isShort = args.Contains("--short");
        // In process: the ratios are taken within one run of one process.
        Job job = (isShort ? Job.ShortRun : Job.MediumRun)
            .WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithRuntime(CoreRuntime.Core10_0);
        IConfig config = DefaultConfig.Instance.AddJob(job).WithOptions(ConfigOptions.JoinSummary);
        string[] rest = [.. args.Where(argument => argument != "--short")];
        if (rest.Length == 0)
            rest = ["--filter", "*"];
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest, config);
    }
}

using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace MigSdk.Analyzers.Benchmarks;

/// <summary><c>--rounds 3</c> for a quick look; <c>--rules</c> for what each of MigSdk's rules costs.</summary>
internal static class Program
{
    private const int Rounds = 7;

    private static async Task Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        int at = Array.IndexOf(args, "--rounds");
        int rounds = at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1]) : Rounds;
        Report report = new(new BenchmarkSolution(), rounds, args.Contains("--rules"));

        await report.WholeSolutionAsync(isEverythingOn: false);
        await report.WholeSolutionAsync(isEverythingOn: true);
        foreach (Edit edit in BenchmarkSolution.Edits)
        {
            await report.KeyPressAsync(edit);
            report.Generator(edit);
        }
    }
}

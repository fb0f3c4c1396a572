using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers.Benchmarks;

/// <summary>Measures the packages side by side and prints a table.</summary>
internal sealed class Report(BenchmarkSolution solution, int rounds, bool showsAnalyzers)
{
    private const double Kibibyte = 1024;

    /// <summary>Every file is analysed, as in a build that shows suggestions too.</summary>
    internal Task WholeSolutionAsync(bool isEverythingOn) => PrintAsync(
        isEverythingOn ? "Whole solution, every rule of every package on" : "Whole solution, rules as they come",
        rounds,
        isEverythingOn,
        _ => (solution.Whole.Clone(), null));

    /// <summary>One file is edited and analysed, as an IDE does at a key press.</summary>
    internal Task KeyPressAsync(Edit edit) => PrintAsync(
        $"Key press in a {edit.What}",
        rounds * 5,
        isEverythingOn: false,
        round =>
        {
            (Compilation written, SyntaxTree edited) = solution.Apply(edit, round);
            solution.Generator.RunGeneratorsAndUpdateCompilation(written, out Compilation compilation, out _);
            return (compilation, edited);
        });

    /// <summary>What the generator adds at a key press.</summary>
    internal void Generator(Edit edit)
    {
        List<Cost> costs = [];
        GeneratorDriver generator = solution.Generator;
        for (int round = 0; round < rounds * 5; round++)
        {
            (Compilation written, _) = solution.Apply(edit, round);
            GC.Collect();
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            generator = generator.RunGenerators(written);
            double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            costs.Add(new Cost(time, time, GC.GetTotalAllocatedBytes(precise: true) - bytes));
        }

        Cost median = Cost.Median(costs);
        Console.WriteLine($"The generator at a key press in a {edit.What}: {median.Whole:F2} ms, {median.Bytes / Kibibyte:F0} KiB");
    }

    private async Task PrintAsync(
        string title, int times, bool isEverythingOn, Func<int, (Compilation Compilation, SyntaxTree? Edited)> prepare)
    {
        ImmutableArray<Package> packages = [Package.None, .. Package.All];
        List<Run>[] runs = [.. packages.Select(_ => new List<Run>())];
        // The first round is for the JIT.
        for (int round = 0; round <= times; round++)
        {
            for (int i = 0; i < packages.Length; i++)
            {
                (Compilation compilation, SyntaxTree? edited) = prepare(round);
                Run run = await Run.OfAsync(packages[i], compilation, edited, isEverythingOn);
                if (round > 0)
                    runs[i].Add(run);
            }
        }

        Cost[] costs = [.. runs.Select(list => Cost.Median([.. list.Select(run => run.Cost)]))];
        double own = costs[1].Rules / Package.Own.CountRules(isEverythingOn);
        Console.WriteLine($"\n### {title}\n");
        Console.WriteLine("| package | rules | in rules, ms | a rule, µs | ratio | added in all, ms | added, KiB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        for (int i = 1; i < packages.Length; i++)
        {
            int rules = packages[i].CountRules(isEverythingOn);
            double each = costs[i].Rules / rules;
            Console.WriteLine(
                $"| {packages[i].Name} | {rules} | {costs[i].Rules:F2} | {each * 1000:F2} | {each / own:F1} "
                + $"| {costs[i].Whole - costs[0].Whole:F1} | {(costs[i].Bytes - costs[0].Bytes) / Kibibyte:F0} |");
        }

        Console.WriteLine($"\nWithout any: {costs[0].Whole:F1} ms, {costs[0].Bytes / Kibibyte:F0} KiB.");
        if (showsAnalyzers)
            PrintAnalyzers(runs[1]);
    }

    private static void PrintAnalyzers(List<Run> runs)
    {
        Console.WriteLine("\n| MigSdk's rule | µs |\n|---|---|");
        foreach ((string name, double time) in Package.Own.Analyzers
            .Select((analyzer, i) => (analyzer.GetType().Name, Cost.Median(runs.Select(run => run.Analyzers[i]))))
            .OrderByDescending(rule => rule.Item2))
        {
            Console.WriteLine($"| {name} | {time * 1000:F1} |");
        }
    }
}

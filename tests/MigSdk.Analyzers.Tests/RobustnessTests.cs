using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Analyzers.Tests;

/// <summary>On half-typed code neither the generator nor a rule throws or hangs.</summary>
public sealed class RobustnessTests(ITestOutputHelper output)
{
    private const int MostFailures = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public Task Every_prefix_of_a_file_can_be_analysed() => VerifyAsync(
        Corpus.Files.SelectMany(file => Edits.Prefixes(file.Project, file.File))
            .Where((_, i) => i % RobustnessOptions.Stride == 0));

    [Fact]
    public Task Any_tokens_can_be_missing_or_wrong() => VerifyAsync(
        Enumerable.Range(0, RobustnessOptions.Edits).Select(i => Edits.Random(unchecked(RobustnessOptions.Seed + i))));

    [Fact]
    public async Task A_rule_that_throws_is_found()
    {
        HalfTyped any = Edits.Random(1);

        Exception found = await Assert.ThrowsAsync<InvalidOperationException>(
            () => any.VerifyAsync([new Probe(() => throw new NotSupportedException("as told"))], Patience));

        Assert.Contains(any.File.FilePath, found.Message, StringComparison.Ordinal);
        Assert.Contains("MIGSDK_ROBUSTNESS_SEED=1:", found.Message, StringComparison.Ordinal);
        Assert.Contains("as told", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_hangs_is_found()
    {
        ManualResetEventSlim end = new();
        HalfTyped any = Edits.Random(1);

        Exception found = await Assert.ThrowsAsync<InvalidOperationException>(
            () => any.VerifyAsync([new Probe(end.Wait)], TimeSpan.FromMilliseconds(1)));
        end.Set();

        Assert.IsType<TimeoutException>(found.InnerException);
    }

    private async Task VerifyAsync(IEnumerable<HalfTyped> cases)
    {
        ConcurrentQueue<string> failures = [];
        int count = 0;
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            cases.TakeWhile(_ => failures.Count < MostFailures),
            async (one, _) =>
            {
                Interlocked.Increment(ref count);
                try
                {
                    await one.VerifyAsync(AllRules.Analyzers, Patience);
                }
                catch (InvalidOperationException exception)
                {
                    failures.Enqueue(exception.ToString());
                }
            });
        output.WriteLine($"{count} cases in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }

    /// <summary>A rule that does what a test wants.</summary>
#pragma warning disable RS1001 // Not to be found by a compiler.
    private sealed class Probe(Action act) : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("PROBE", "Probe", "Probe", "Tests", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxTreeAction(_ => act());
        }
    }
}

using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers.Benchmarks;

/// <summary>One run of a package.</summary>
/// <param name="Cost">What it cost.</param>
/// <param name="Analyzers">The milliseconds of each analyzer, in the package's order.</param>
internal readonly record struct Run(Cost Cost, ImmutableArray<double> Analyzers)
{
    /// <summary>Runs a package over a whole compilation, or over the one file that was edited.</summary>
    internal static async Task<Run> OfAsync(Package package, Compilation compilation, SyntaxTree? edited, bool isEverythingOn)
    {
        CompilationWithAnalyzers analysis = new(
            isEverythingOn ? compilation.WithOptions(package.TurnOnAll((CSharpCompilationOptions)compilation.Options)) : compilation,
            [new FirstAsker(), Package.Compiler, .. package.Analyzers],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: (exception, analyzer, _) => Console.Error.WriteLine($"{analyzer.GetType().Name}: {exception}"),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: true));

        GC.Collect();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        if (edited is null)
        {
            await analysis.GetAnalyzerDiagnosticsAsync(default);
        }
        else
        {
            await analysis.GetAnalyzerSyntaxDiagnosticsAsync(edited, default);
            await analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(edited), null, default);
        }

        double whole = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;

        double rules = 0;
        var analyzers = ImmutableArray.CreateBuilder<double>(package.Analyzers.Length);
        foreach (DiagnosticAnalyzer analyzer in package.Analyzers)
        {
            analyzers.Add((await analysis.GetAnalyzerTelemetryInfoAsync(analyzer, default)).ExecutionTime.TotalMilliseconds);
            rules += analyzers[^1];
        }

        return new Run(new Cost(rules, whole, bytes), analyzers.MoveToImmutable());
    }
}

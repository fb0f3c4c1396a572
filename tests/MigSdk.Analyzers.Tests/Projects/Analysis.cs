using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers.Tests;

/// <summary>A run of rules over a compilation that has its generated code.</summary>
internal static class Analysis
{
    /// <summary>What the rules report: of the whole compilation as a build does, or of one file as an IDE does while it is edited.</summary>
    /// <exception cref="AggregateException">A rule threw, or reported what cannot be reported.</exception>
    internal static async Task<ImmutableArray<Diagnostic>> RunAsync(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> rules, SyntaxTree? file = null)
    {
        ConcurrentQueue<Exception> thrown = [];
        CompilationWithAnalyzers analysis = new(
            compilation,
            rules,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: (exception, rule, _) =>
                    thrown.Enqueue(new InvalidOperationException($"{rule.GetType().Name} threw.", exception)),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> found = file is null
            ? await analysis.GetAnalyzerDiagnosticsAsync(default)
            :
            [
                .. await analysis.GetAnalyzerSyntaxDiagnosticsAsync(file, default),
                .. await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(file), null, default),
            ];
        return thrown.IsEmpty ? found : throw new AggregateException(thrown);
    }
}

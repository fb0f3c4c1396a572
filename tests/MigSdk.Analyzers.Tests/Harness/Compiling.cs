using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Generators;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>A bare compilation with generator and rules, where many are to be run or the amount is what counts.</summary>
internal static class Compiling
{
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Drivers", references: References.All, options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>A source and what the generator adds to it. Fails where the generator throws.</summary>
    internal static Compilation Generate(string source)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new DriverGenerator())
            .RunGeneratorsAndUpdateCompilation(
                Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source)), out Compilation compilation, out _);
        Assert.All(driver.GetRunResult().Results, result => Assert.Null(result.Exception));
        return compilation;
    }

    /// <summary>What the rules report. Fails where the generator or a rule throws.</summary>
    internal static async Task<List<Diagnostic>> ReportAsync(
        string source, AnalyzerConfigOptionsProvider? config = null, (string Path, string Text)[]? files = null)
    {
        Compilation compilation = Generate(source);
        ImmutableArray<AdditionalText> texts = [.. (files ?? []).Select(file => new TextInMemory(file.Path, file.Text))];
        List<string> thrown = [];
        CompilationWithAnalyzers analysis = new(
            compilation,
            AllRules.Analyzers,
            new CompilationWithAnalyzersOptions(
                config is null ? new AnalyzerOptions(texts) : new AnalyzerOptions(texts, config),
                onAnalyzerException: (exception, rule, _) => thrown.Add($"{rule.GetType().Name}: {exception}"),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        IEnumerable<Diagnostic> found = await analysis.GetAnalyzerDiagnosticsAsync(default);
        Assert.True(thrown.Count == 0, $"{string.Join("\n", thrown)}\nin:\n{source}");
        return [.. found];
    }
}

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>The analyzers whose hints are suppressed, as people have them, at work beside all rules and suppressors.</summary>
internal static class Hints
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. Load("CodeStyle", "Microsoft.CodeAnalysis.CodeStyle.dll", "Microsoft.CodeAnalysis.CSharp.CodeStyle.dll"),
        .. Load("NetAnalyzers", "Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"),
    ];

    /// <summary>What of some ids is reported, as <c>id place</c>, with <c>suppressed</c> after what a suppressor takes away.</summary>
    internal static async Task<IEnumerable<string>> ReportAsync(string source, params string[] ids)
    {
        Compilation compilation = Compiling.Generate(source);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
            ids.ToDictionary(id => id, _ => ReportDiagnostic.Warn)));
        List<string> thrown = [];
        CompilationWithAnalyzers analysis = new(
            compilation,
            [.. Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(d => ids.Contains(d.Id))), .. AllRules.Analyzers, .. AllRules.Suppressors],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: (exception, analyzer, _) => thrown.Add($"{analyzer.GetType().Name}: {exception}"),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true));
        ImmutableArray<Diagnostic> found = await analysis.GetAllDiagnosticsAsync();
        Assert.Empty(thrown);
        return found
            .Where(diagnostic => ids.Contains(diagnostic.Id) && diagnostic.Location.SourceTree?.FilePath == "")
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => $"{diagnostic.Id} {Text(diagnostic)}{(diagnostic.IsSuppressed ? " suppressed" : "")}");
    }

    private static string Text(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    private static IEnumerable<DiagnosticAnalyzer> Load(string package, params string[] files)
    {
        string root = typeof(Hints).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == package).Value!;
        return files
            .Select(file => Assembly.LoadFrom(Path.Combine(root, "analyzers", "dotnet", "cs", file)))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract
                && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
    }
}

using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers.Benchmarks;

/// <summary>The analyzers of a package.</summary>
internal sealed class Package
{
    private Package(string name, Assembly? assembly)
    {
        Name = name;
        Analyzers = assembly is null
            ? []
            : [.. assembly.GetTypes().Where(IsAnalyzer).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
        Rules = [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(rule => rule.Id)];
    }

    /// <summary>The compiler's own diagnostics, which an IDE gets in the same way. Runs beside every package.</summary>
    internal static DiagnosticAnalyzer Compiler { get; } = (DiagnosticAnalyzer)Activator.CreateInstance(
        typeof(CSharpCompilation).Assembly.GetType("Microsoft.CodeAnalysis.Diagnostics.CSharp.CSharpCompilerDiagnosticAnalyzer", throwOnError: true)!)!;

    /// <summary>No package: what is left is the compiler.</summary>
    internal static Package None { get; } = new("(none)", null);

    internal static Package Own { get; } = new("MigSdk", typeof(RuleIds).Assembly);

    internal static ImmutableArray<Package> All { get; } = [Own, Load("Meziantou.Analyzer"), Load("Roslynator.Analyzers")];

    internal string Name { get; }

    internal ImmutableArray<DiagnosticAnalyzer> Analyzers { get; }

    internal ImmutableArray<DiagnosticDescriptor> Rules { get; }

    /// <summary>The rules that run: those that are enabled as the package comes, or all.</summary>
    internal int CountRules(bool isEverythingOn) => Rules.Count(rule => isEverythingOn || rule.IsEnabledByDefault);

    /// <summary>Options that turn on every rule.</summary>
    internal CSharpCompilationOptions TurnOnAll(CSharpCompilationOptions options) => options.WithSpecificDiagnosticOptions(
        Rules.ToImmutableDictionary(rule => rule.Id, _ => ReportDiagnostic.Warn));

    // As the project file says where it is.
    private static Package Load(string name) => new(
        name,
        Assembly.LoadFrom(typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!));

    private static bool IsAnalyzer(Type type) => type.IsSubclassOf(typeof(DiagnosticAnalyzer))
        && !type.IsAbstract
        && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true;
}

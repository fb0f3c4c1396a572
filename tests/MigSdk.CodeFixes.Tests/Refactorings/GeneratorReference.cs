using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Generators;

namespace MigSdk.CodeFixes.Tests;

/// <summary>Brings the generator into a project of a workspace.</summary>
internal sealed class GeneratorReference : AnalyzerReference
{
    // A workspace knows a generator by its instance.
    private readonly ImmutableArray<ISourceGenerator> _generators = [new DriverGenerator().AsSourceGenerator()];

    public override string? FullPath => null;

    public override object Id => nameof(GeneratorReference);

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A rule about specs that are not what the baseline files record of them, reported at the enum.</summary>
public abstract class EvolutionRule : DiagnosticAnalyzer
{
    /// <summary>The property with the name under which the spec is recorded.</summary>
    public const string SpecKey = "Spec";

    /// <summary>How many transitions or facts a message names.</summary>
    private protected const int Named = 3;

    private readonly DiagnosticDescriptor _descriptor;
    private readonly BaselineChangeKind _kind;

    private protected EvolutionRule(DiagnosticDescriptor descriptor, BaselineChangeKind kind)
    {
        _descriptor = descriptor;
        _kind = kind;
        SupportedDiagnostics = [descriptor];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Evolution.TryRead(start.Compilation, start.Options, start.CancellationToken) is { } evolution)
                start.RegisterSymbolAction(symbol => Analyze(symbol, evolution), SymbolKind.NamedType);
        });
    }

    /// <summary>The message.</summary>
    private protected abstract string Describe(string name, BaselineReview review);

    private void Analyze(SymbolAnalysisContext context, Evolution evolution)
    {
        if (context.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
            && !type.GetAttributes().IsEmpty
            && evolution.Review(type) is { } review
            && review.Kind == _kind
            && SpecReader.TryRead(type) is { } spec)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                _descriptor,
                type.Identifier(spec.Attribute, context.CancellationToken),
                ImmutableDictionary<string, string?>.Empty.Add(SpecKey, review.Spec.Name),
                Describe(type.Name, review)));
        }
    }
}

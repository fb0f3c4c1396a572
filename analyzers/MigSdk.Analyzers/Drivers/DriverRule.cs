using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A rule that holds one driver class against its spec.</summary>
public abstract class DriverRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;
    private readonly DriverScope _scope;

    private protected DriverRule(DiagnosticDescriptor descriptor, DriverScope scope)
    {
        _descriptor = descriptor;
        _scope = scope;
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
            if (start.Compilation.GetTypeByMetadataName(WellKnown.MigrationDriverAttribute) is not null)
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    /// <summary>Reports what is wrong with a driver.</summary>
    private protected abstract void Check(DriverCheck check);

    private void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Class } type
            && DriverFacts.TryGet(type, context.CancellationToken) is { } facts
            && IsInScope(facts))
        {
            Check(new DriverCheck(facts, _descriptor, context));
        }
    }

    private bool IsInScope(DriverFacts facts) => _scope switch
    {
        DriverScope.AnyClass => true,
        DriverScope.Driver => facts.TypeProblem is null,
        _ => facts.TypeProblem is null && facts.Driver.HasMeaningfulPlan,
    };
}

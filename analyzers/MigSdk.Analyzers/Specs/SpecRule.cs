using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A rule that reports what the auditor finds wrong with a spec that is declared in the source.</summary>
public abstract class SpecRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;
    private readonly AuditFindingKind[] _kinds;

    private protected SpecRule(DiagnosticDescriptor descriptor, params AuditFindingKind[] kinds)
    {
        _descriptor = descriptor;
        _kinds = kinds;
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
            if (start.Compilation.GetTypeByMetadataName(WellKnown.StateMachineSpecAttribute) is not null)
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    /// <summary>Reports what is wrong with a spec.</summary>
    private protected virtual void Check(SpecCheck check)
    {
        foreach (AuditFinding finding in check.Findings(_kinds))
            check.Report(check.LocationOf(finding), finding.Message);
    }

    private void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
            && !type.GetAttributes().IsEmpty
            && SpecReader.TryRead(type) is { } spec)
        {
            Check(new SpecCheck(spec, _descriptor, context));
        }
    }
}

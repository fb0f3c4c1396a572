using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A rule about single operations of code that uses drivers or the enums of specs.</summary>
public abstract class UseRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;
    private readonly ImmutableArray<OperationKind> _kinds;

    private protected UseRule(DiagnosticDescriptor descriptor, params OperationKind[] kinds)
    {
        _descriptor = descriptor;
        _kinds = [.. kinds];
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
            if (start.Compilation.GetTypeByMetadataName(WellKnown.StateMachineSpecAttribute) is null)
                return;
            SpecEnums enums = new();
            start.RegisterOperationAction(operation => Check(new UseCheck(enums, _descriptor, operation)), _kinds);
        });
    }

    /// <summary>Reports what is wrong with an operation. Must be cheap for operations that are about something else.</summary>
    private protected abstract void Check(UseCheck check);
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A rule about what the bodies of a driver's handlers do, in all parts of the class at once.</summary>
public abstract class HandlerBodyRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;

    private protected HandlerBodyRule(DiagnosticDescriptor descriptor)
    {
        _descriptor = descriptor;
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
                start.RegisterSymbolStartAction(Begin, SymbolKind.NamedType);
        });
    }

    /// <summary>Reports what is wrong in the bodies of a driver's handlers.</summary>
    private protected abstract void Check(DriverCheck check, DriverBodies bodies);

    private void Begin(SymbolStartAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } type
            || DriverFacts.TryGet(type, context.CancellationToken) is not { TypeProblem: null } facts)
        {
            return;
        }

        var calls = new DriverCalls(type, DriverReader.StateTypeOf(facts.Driver.Attribute));
        context.RegisterOperationAction(
            call => calls.Add((IInvocationOperation)call.Operation, call.ContainingSymbol), OperationKind.Invocation);
        context.RegisterSymbolEndAction(end => Check(
            new DriverCheck(facts, _descriptor, end), new DriverBodies(facts.Driver, calls.ByOwner())));
    }
}

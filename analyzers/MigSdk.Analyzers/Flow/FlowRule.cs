using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>
/// A rule about the states that drivers are in along the paths of a method. The first of these rules that comes to a
/// method pays for the analysis, and only where the method speaks of a transition.
/// </summary>
public abstract class FlowRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;

    private protected FlowRule(DiagnosticDescriptor descriptor)
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
            if (start.Compilation.GetTypeByMetadataName(WellKnown.StateMachineSpecAttribute) is not null)
                start.RegisterOperationBlockAction(Analyze);
        });
    }

    private void Analyze(OperationBlockAnalysisContext context)
    {
        // A constructor's initializer and body are two blocks of one operation.
        IOperation? before = null;
        foreach (IOperation block in context.OperationBlocks)
        {
            IOperation body = Root(block);
            bool hasGraph = body.Kind is OperationKind.MethodBody or OperationKind.ConstructorBody or OperationKind.Block
                or OperationKind.FieldInitializer or OperationKind.PropertyInitializer;
            if (hasGraph && body != before && Mentions.InCode(body.Syntax, context.CancellationToken))
                Report(body, block, context);
            before = body;
        }
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private void Report(IOperation body, IOperation block, OperationBlockAnalysisContext context)
    {
        foreach (FlowFinding finding in FlowFindings.Of(
            body, context.OwningSymbol, () => context.GetControlFlowGraph(block), context.CancellationToken))
        {
            if (finding.Id == _descriptor.Id)
                context.ReportDiagnostic(Diagnostic.Create(_descriptor, finding.Place, finding.Others, [.. finding.Arguments]));
        }
    }
}

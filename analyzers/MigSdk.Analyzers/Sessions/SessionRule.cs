using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A rule about what a driver's code does with its sessions. Looks at no code outside of drivers.</summary>
public abstract class SessionRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;

    private protected SessionRule(DiagnosticDescriptor descriptor)
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
            if (start.Compilation.GetTypeByMetadataName(WellKnown.MigrationDriverAttribute) is null)
                return;
            // The code of types that are nested in a driver comes with them, before the driver itself is done.
            var blocks = new ConcurrentDictionary<INamedTypeSymbol, CodeBlocks>(SymbolEqualityComparer.Default);
            start.RegisterSymbolStartAction(type => Begin(type, blocks), SymbolKind.NamedType);
        });
    }

    /// <summary>Whether there can be something to say about a driver, before its code is read.</summary>
    private protected abstract bool IsConcerned(DriverFacts facts);

    /// <summary>Reports what is wrong in a driver's code.</summary>
    private protected abstract void Check(DriverCode code, SessionCheck check);

    private void Begin(SymbolStartAnalysisContext context, ConcurrentDictionary<INamedTypeSymbol, CodeBlocks> blocks)
    {
        for (INamedTypeSymbol? type = (INamedTypeSymbol)context.Symbol; type is not null; type = type.ContainingType)
        {
            if (FactsOf(type, context.CancellationToken) is not { } facts)
                continue;
            CodeBlocks own = blocks.GetOrAdd(type, _ => new CodeBlocks());
            context.RegisterOperationBlockAction(own.Add);
            if (SymbolEqualityComparer.Default.Equals(type, context.Symbol))
                context.RegisterSymbolEndAction(end => End(facts, own, end));
        }
    }

    private DriverFacts? FactsOf(INamedTypeSymbol type, CancellationToken cancel) =>
        type.TypeKind == TypeKind.Class
        && DriverFacts.TryGet(type, cancel) is { TypeProblem: null, Driver: { HasMeaningfulPlan: true, HasHalfTypedHandlers: false } driver } facts
        && driver.Spec!.States.Any(state => state.Group is not null)
        && IsConcerned(facts)
            ? facts
            : null;

    private void End(DriverFacts facts, CodeBlocks blocks, SymbolAnalysisContext context)
    {
        DriverCode code = DriverCode.Read(facts, blocks.InOrder());
        if (!code.IsHalfTyped)
            Check(code, new SessionCheck(_descriptor, context));
    }
}

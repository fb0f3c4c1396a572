using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>One rule at work on one driver.</summary>
internal sealed class DriverCheck(DriverFacts facts, DiagnosticDescriptor rule, SymbolAnalysisContext context)
{
    public DriverFacts Facts => facts;

    public DriverReading Driver => facts.Driver;

    public CancellationToken Cancel => context.CancellationToken;

    public void Report(Location location, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));

    public void Report(Location location, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, properties, arguments));

    /// <summary>A state's name. Only where there is a spec.</summary>
    public string Name(int state) => Driver.Spec!.States[state].Name;

    /// <summary>An arc's or a transition's name. Only where there is a spec.</summary>
    public string Name(StatePair pair) => $"{Name(pair.From)} -> {Name(pair.To)}";
}

using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>One rule at work on one operation.</summary>
internal readonly struct UseCheck(SpecEnums enums, DiagnosticDescriptor rule, OperationAnalysisContext context)
{
    public SpecEnums Enums => enums;

    public IOperation Operation => context.Operation;

    public CancellationToken Cancel => context.CancellationToken;

    public void Report(IOperation place, string message) => Report(place, ImmutableDictionary<string, string?>.Empty, message);

    public void Report(IOperation place, ImmutableDictionary<string, string?> properties, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, place.Syntax.GetLocation(), properties, message));
}

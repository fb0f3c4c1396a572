using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>One rule at work on the code of one driver.</summary>
internal sealed class SessionCheck(DiagnosticDescriptor rule, SymbolAnalysisContext context)
{
    public CancellationToken Cancel => context.CancellationToken;

    public void Report(Location location, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, properties, arguments));
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers.Benchmarks;

/// <summary>
/// Asks a compilation for a type before any package does. The compiler merges the declarations of all files when it is first
/// asked, whoever that is; in an editor it has been by the time that rules run. Without this the first rule of every
/// package would be charged with it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FirstAsker : DiagnosticAnalyzer
{
    internal static ImmutableArray<DiagnosticDescriptor> Nothing { get; } =
        [new("BENCH0", "", "", "", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Nothing;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            start.Compilation.GetTypeByMetadataName("None.Such");
            start.RegisterSyntaxTreeAction(static _ => { });
        });
    }
}

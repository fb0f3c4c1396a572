using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.CodeFixes.Tests;

/// <summary>A rule by syntax alone, in the place of one that is tried elsewhere.</summary>
#pragma warning disable RS1001, RS1017 // It is never loaded by a host, and its id is that of the rule that it stands for.
internal sealed class TrialRule(string id, Func<SyntaxNode, Location?> where) : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor = new(id, "Trial", "Trial", "Trial", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxTreeAction(tree =>
        {
            foreach (SyntaxNode node in tree.Tree.GetRoot(tree.CancellationToken).DescendantNodes())
            {
                if (where(node) is { } location)
                    tree.ReportDiagnostic(Diagnostic.Create(_descriptor, location));
            }
        });
    }
}

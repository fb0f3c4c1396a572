using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2001: arcs lead from the initial state to every state but the error state.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreachableStateRule() : SpecRule(Descriptor, AuditFindingKind.UnreachableState)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnreachableState,
        "A state cannot be reached",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.UnreachableState));
}

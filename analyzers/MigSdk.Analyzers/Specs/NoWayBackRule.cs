using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2002: arcs lead from every state but the error state to the initial state.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoWayBackRule() : SpecRule(Descriptor, AuditFindingKind.NoWayBack)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.NoWayBack,
        "A state has no way back",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.NoWayBack));
}

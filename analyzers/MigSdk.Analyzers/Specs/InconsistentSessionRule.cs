using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2007: what arcs and states say about sessions fits together.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InconsistentSessionRule() : SpecRule(Descriptor, AuditFindingKind.InconsistentSession)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.InconsistentSession,
        "Sessions of arcs and states contradict each other",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.InconsistentSession));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2008: every arc leads from one state to another and is declared once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdleArcRule() : SpecRule(Descriptor, AuditFindingKind.SelfArc, AuditFindingKind.DuplicateArc)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.IdleArc,
        "An arc leads nowhere or is there twice",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.IdleArc));
}

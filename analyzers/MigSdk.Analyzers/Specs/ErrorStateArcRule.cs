using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2005: only a failure leads to the error state, and only a reset leads out of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ErrorStateArcRule() : SpecRule(Descriptor, AuditFindingKind.ArcAtErrorState)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ErrorStateArc,
        "An arc is at the error state",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.ErrorStateArc));
}

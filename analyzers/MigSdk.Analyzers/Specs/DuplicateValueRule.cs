using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2004: every state has a value of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateValueRule() : SpecRule(Descriptor, AuditFindingKind.DuplicateValue)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.DuplicateValue,
        "Two states have the same value",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.DuplicateValue));
}

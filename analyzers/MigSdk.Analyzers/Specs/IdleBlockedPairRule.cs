using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2006: a blocked pair takes a path away.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdleBlockedPairRule() : SpecRule(Descriptor, AuditFindingKind.BlockedPairBlocksNothing)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.IdleBlockedPair,
        "A blocked pair blocks nothing",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.IdleBlockedPair));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2010: without a feature a driver loses the feature's states and nothing else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonAdditiveFeatureRule() : SpecRule(Descriptor, AuditFindingKind.NonAdditiveFeature)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.NonAdditiveFeature,
        "A feature is not additive",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.NonAdditiveFeature));
}

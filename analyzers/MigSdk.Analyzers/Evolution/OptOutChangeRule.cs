using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG5002: every driver of a spec does what the spec on record promised, not only those with a feature.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptOutChangeRule() : EvolutionRule(Descriptor, BaselineChangeKind.OptOut)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.OptOutChange,
        "A change of a spec lets drivers out of what it promised",
        "{0}",
        RuleCategories.Evolution,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.OptOutChange));

    private protected override string Describe(string name, BaselineReview review) =>
        $"'{name}' lets drivers out of what the spec on record promised: {review.Summarize(Named)}";
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG5001: drivers of a spec serve the hosts of the spec that is on record.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BreakingChangeRule() : EvolutionRule(Descriptor, BaselineChangeKind.Breaking)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.BreakingChange,
        "A change of a spec breaks its hosts",
        "{0}",
        RuleCategories.Evolution,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.BreakingChange));

    private protected override string Describe(string name, BaselineReview review) =>
        $"'{name}' breaks hosts of the spec on record: {review.Summarize(Named)}";
}

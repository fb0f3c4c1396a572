using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG5003: the baseline files of a project have every fact of its specs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnrecordedAdditionRule() : EvolutionRule(Descriptor, BaselineChangeKind.Addition)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnrecordedAddition,
        "A spec has facts that no baseline file records",
        "{0}",
        RuleCategories.Evolution,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.UnrecordedAddition));

    private protected override string Describe(string name, BaselineReview review)
    {
        string head = $"Not all facts of '{name}' are recorded in MigSpec.Unshipped.txt: ";
        if (review.IsNew)
            return $"{head}none of {review.Changes.Length} is";
        string gone = review.Gone.Length == 0 ? ""
            : review.Gone.Length == 1 ? "; one that is recorded is gone, which no host misses"
            : $"; {review.Gone.Length} that are recorded are gone, which no host misses";
        return $"{head}{review.Summarize(Named)}{gone}";
    }
}

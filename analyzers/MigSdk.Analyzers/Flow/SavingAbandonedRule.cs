using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIG3013: a destination is not started before the source's stream has been read to its end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SavingAbandonedRule() : FlowRule(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.SavingAbandoned,
        "A destination is started before the source's stream has ended",
        "'{0}' is started here, but the stream of '{1}' was not read to its end, which is where a read in its stopped state says ReadOutcome.EndOfStream",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.SavingAbandoned));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIG3011: a driver is not asked for a state to which none of the states that it may be in has a path.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImpossibleTransitionRule() : FlowRule(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ImpossibleTransition,
        "A transition is impossible from the state that the driver is in",
        "'{0}' is in {1} here, and {2}",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.ImpossibleTransition));
}

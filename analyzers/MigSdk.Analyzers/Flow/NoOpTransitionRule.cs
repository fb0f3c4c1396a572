using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIG3014: a driver need not be asked for the state that it is in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoOpTransitionRule() : FlowRule(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.NoOpTransition,
        "A transition leads to the state that the driver is in",
        "'{0}' is in {1} already, so this does nothing",
        RuleCategories.Use,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.NoOpTransition));
}

using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIG4001: somebody owns a session, and what it is to hold, from the moment it is made.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LostSessionRule() : SessionRule(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.LostSession,
        "A session, or what it is to hold, can be lost",
        "{0}",
        RuleCategories.Sessions,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.LostSession));

    private protected override bool IsConcerned(DriverFacts facts) => true;

    private protected override void Check(DriverCode code, SessionCheck check)
    {
        foreach (Loss loss in code.Units.SelectMany(unit => ResourceLosses.In(unit, code, check.Cancel)).Concat(SessionLosses.In(code)))
        {
            check.Cancel.ThrowIfCancellationRequested();
            check.Report(loss.Place, ImmutableDictionary<string, string?>.Empty, loss.Message);
        }
    }
}

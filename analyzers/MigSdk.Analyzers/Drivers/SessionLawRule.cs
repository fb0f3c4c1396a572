using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>
/// MIG1008: an arc whose target opens a session returns it, no other handler does, and only open sessions are taken.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SessionLawRule() : DriverRule(Descriptor, DriverScope.PlannedDriver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.SessionLaw,
        "A handler breaks the session law",
        "{0}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.SessionLaw));

    private protected override void Check(DriverCheck check)
    {
        foreach (ArcHandlerReading handler in check.Driver.ArcHandlers.Where(handler => handler.Signature.IsUsable))
        {
            foreach (ArcUse use in handler.Arcs)
            {
                if (use.Pair is { } arc
                    && !check.Facts.IsRepetition(use.Attribute)
                    && check.Facts.Judge(use) == ArcVerdict.Required)
                {
                    Report(check, use.Attribute, SessionLaw.ProblemOf(check.Driver, handler.Signature, arc));
                }
            }
        }

        foreach (BoundaryHandlerReading handler in check.Driver.BoundaryHandlers.Where(handler => handler.Signature.IsUsable))
        {
            bool isKnown = handler.State is not null || handler.Group is not null;
            if (isKnown
                && !check.Facts.IsRepetition(handler.Attribute)
                && !check.Facts.AbsentStates(handler.State).Any()
                && !check.Facts.NeverRuns(handler))
            {
                Report(check, handler.Attribute, SessionLaw.ProblemOf(check.Driver, handler));
            }
        }
    }

    private static void Report(DriverCheck check, AttributeData attribute, string? problem)
    {
        if (problem is not null)
            check.Report(attribute.AttributeLocation(check.Cancel), problem);
    }
}

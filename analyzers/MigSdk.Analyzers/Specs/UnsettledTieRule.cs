using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG2003: the spec decides the path of every transition.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsettledTieRule() : SpecRule(Descriptor, AuditFindingKind.UnsettledTie)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnsettledTie,
        "Two paths are equally good",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.UnsettledTie));

    // A spec with many states and no order among them has thousands of ties, all with one cause.
    private const int Most = 100;

    private protected override void Check(SpecCheck check)
    {
        int count = 0;
        foreach (AuditFinding tie in check.Findings([AuditFindingKind.UnsettledTie]))
        {
            if (count++ < Most)
                check.Report(check.LocationOf(tie), tie.Message);
        }

        if (count > Most)
        {
            check.Report(
                check.LocationOf(check.Reading.Attribute),
                $"In {count - Most} more transitions of {check.Reading.Type.Name} two paths are equally good");
        }
    }
}

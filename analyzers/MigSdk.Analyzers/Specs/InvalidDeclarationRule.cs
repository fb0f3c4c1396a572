using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG2009: everything in a spec's declaration can be read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidDeclarationRule() : SpecRule(
    Descriptor,
    AuditFindingKind.InitialIsError, AuditFindingKind.OptionalInitialState, AuditFindingKind.ErrorStateRequiresFeature)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.InvalidDeclaration,
        "A part of a spec's declaration makes no sense",
        "{0}",
        RuleCategories.Specs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.InvalidDeclaration));

    private protected override void Check(SpecCheck check)
    {
        foreach (SpecFault fault in check.Reading.Faults)
            check.Report(check.LocationOf(fault.Attribute), fault.Message);
        base.Check(check);
    }
}

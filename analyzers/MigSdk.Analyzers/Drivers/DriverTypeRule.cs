using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1010: a driver is a class that a state machine can be added to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DriverTypeRule() : DriverRule(Descriptor, DriverScope.AnyClass)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.DriverType,
        "A class cannot be a driver",
        "'{0}' cannot be a driver: {1}",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.DriverType));

    private protected override void Check(DriverCheck check)
    {
        foreach (AttributeData attribute in DriverReader.DriverAttributes(check.Driver.Type))
        {
            if (DriverTypes.ProblemOf(check.Driver.Type, attribute) is { } problem)
                check.Report(check.Driver.Type.Identifier(attribute, check.Cancel), check.Driver.Type.Name, problem);
        }
    }
}

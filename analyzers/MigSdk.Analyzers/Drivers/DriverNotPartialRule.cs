using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1001: the generator can add members only to partial types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DriverNotPartialRule() : DriverRule(Descriptor, DriverScope.Driver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.DriverNotPartial,
        "A driver and the types around it must be partial",
        "'{0}' must be partial: the generator adds the members of the driver '{1}' to it",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.DriverNotPartial));

    private protected override void Check(DriverCheck check)
    {
        INamedTypeSymbol driver = check.Driver.Type;
        for (INamedTypeSymbol? type = driver; type is not null; type = type.ContainingType)
        {
            type = DriverTypes.FindNotPartial(type, check.Cancel);
            if (type is null)
                return;
            if (SymbolEqualityComparer.Default.Equals(type, driver))
                check.Report(driver.Identifier(check.Driver.Attribute, check.Cancel), driver.Name, driver.Name);
            else if (SymbolEqualityComparer.Default.Equals(FirstDriverIn(type), driver))
                check.Report(type.Identifier(), type.Name, driver.Name);
        }
    }

    // A type around several drivers is reported for one of them.
    private static INamedTypeSymbol? FirstDriverIn(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol nested in type.GetTypeMembers())
        {
            if (DriverReader.DriverAttribute(nested) is not null)
                return nested;
            if (FirstDriverIn(nested) is { } driver)
                return driver;
        }

        return null;
    }
}

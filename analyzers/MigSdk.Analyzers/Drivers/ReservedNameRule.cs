using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG1011: the names of generated members are free in a driver.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedNameRule() : DriverRule(Descriptor, DriverScope.Driver)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ReservedName,
        "A name in a driver is that of a generated member",
        "'{0}' is the name of a member that the generator adds to '{1}'",
        RuleCategories.Drivers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.ReservedName));

    private protected override void Check(DriverCheck check)
    {
        INamedTypeSymbol driver = check.Driver.Type;
        if (DriverReader.StateTypeOf(check.Driver.Attribute) is not { } state)
            return;
        foreach (ISymbol member in driver.GetMembers())
        {
            if (!member.IsImplicitlyDeclared && !IsGenerated(member) && GeneratedNames.Clashes(member, state))
                check.Report(member.Identifier(), member.Name, driver.Name);
        }

        foreach (ISymbol member in Inherited(driver).Where(member => GeneratedNames.Clashes(member, state)))
        {
            string name = $"{member.ContainingType.Name}.{member.Name}";
            check.Report(driver.Identifier(check.Driver.Attribute, check.Cancel), name, driver.Name);
        }

        // Neither a class nor its type parameters may have the name of a member.
        if (GeneratedNames.All.Contains(driver.Name))
            check.Report(driver.Identifier(check.Driver.Attribute, check.Cancel), driver.Name, driver.Name);
        foreach (ITypeParameterSymbol parameter in driver.TypeParameters.Where(p => GeneratedNames.All.Contains(p.Name)))
            check.Report(parameter.Identifier(), parameter.Name, driver.Name);
    }

    // The generated member would hide it, so that the same call means one thing here and another on the base class.
    private static IEnumerable<ISymbol> Inherited(INamedTypeSymbol driver)
    {
        for (INamedTypeSymbol? ancestor = driver.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            foreach (ISymbol member in ancestor.GetMembers())
            {
                if (!member.IsImplicitlyDeclared && member.DeclaredAccessibility != Accessibility.Private)
                    yield return member;
            }
        }
    }

    // A nested type is both where the author's part of it and the generated one are taken for parts of the same type.
    private static bool IsGenerated(ISymbol member) =>
        member.DeclaringSyntaxReferences.Length < 2
        && member.GetAttributes().Any(attribute =>
            attribute.AttributeClass is { Name: "GeneratedCodeAttribute" }
            && attribute.ConstructorArguments.FirstOrDefault().Value is "MigSdk.Generators");
}

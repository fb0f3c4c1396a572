using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.Analyzers;

/// <summary>Which properties are fields in disguise.</summary>
internal static class AutoProperties
{
    /// <summary>
    /// Whether a property does nothing but hold a value. In source, and where no other class can override it; a positional
    /// property of a record is one.
    /// </summary>
    public static bool IsAuto(this IPropertySymbol property)
    {
        if (property.IsIndexer || property.IsAbstract || property.IsExtern || IsOverridable(property))
            return false;
        if (property.DeclaringSyntaxReferences.IsEmpty)
            return false;
        return property.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() switch
        {
            PropertyDeclarationSyntax declaration => declaration is { ExpressionBody: null, AccessorList: { } list }
                && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
                && list.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null }),
            ParameterSyntax => true,
            _ => false,
        });
    }

    private static bool IsOverridable(IPropertySymbol property) =>
        (property.IsVirtual || property.IsOverride) && !property.IsSealed && !property.ContainingType.IsSealed;
}

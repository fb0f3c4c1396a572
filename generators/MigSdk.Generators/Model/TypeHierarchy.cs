using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigSdk.Generators;

/// <summary>A type and what it is nested in, as a partial declaration has to repeat it.</summary>
/// <param name="Namespace">The namespace; null for the global one.</param>
/// <param name="Declarations">The declarations from the outermost type to the type itself: <c>record class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">The type's name, for people.</param>
/// <param name="FullName">The type's name with namespace, outer types and arity, unique in the compilation.</param>
internal sealed record TypeHierarchy(string? Namespace, EquatableArray<string> Declarations, string Name, string FullName)
{
    private static readonly SymbolDisplayFormat NamespaceFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    internal static TypeHierarchy Of(INamedTypeSymbol type)
    {
        var declarations = ImmutableArray.CreateBuilder<string>();
        var fullName = new StringBuilder();
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            declarations.Insert(0, $"{Keyword(around)} {NameOf(around)}");
            fullName.Insert(0, fullName.Length == 0 ? around.MetadataName : around.MetadataName + "+");
        }

        string? scope = type.ContainingNamespace.IsGlobalNamespace
            ? null
            : type.ContainingNamespace.ToDisplayString(NamespaceFormat);
        if (scope is not null)
            fullName.Insert(0, scope + ".");
        return new TypeHierarchy(scope, new(declarations.ToImmutable()), type.Name, fullName.ToString());
    }

    /// <summary>Whether a type, or one around it, has no name yet.</summary>
    internal static bool IsHalfTyped(INamedTypeSymbol type) =>
        type.Name.Length == 0 || (type.ContainingType is { } around && IsHalfTyped(around));

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static string NameOf(INamedTypeSymbol type) => type.TypeParameters.IsEmpty
        ? Escape(type.Name)
        : $"{Escape(type.Name)}<{string.Join(", ", type.TypeParameters.Select(NameOf))}>";

    private static string NameOf(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => "",
    } + Escape(parameter.Name);

    /// <summary>An identifier as source code spells it wherever it stands: some words are keywords in places only.</summary>
    internal static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;
}

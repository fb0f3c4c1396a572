using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigSdk.CodeFixes;

/// <summary>The shortest names by which symbols can be called at a place in a file.</summary>
internal sealed class Names(SemanticModel model, int position)
{
    private static readonly SymbolDisplayFormat AttributeFormat = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.RemoveAttributeSuffix);

    /// <summary>A type.</summary>
    public string Of(ITypeSymbol type) => type.ToMinimalDisplayString(model, position);

    /// <summary>A type of the base class library.</summary>
    public string OfSystem(string metadataName) => model.Compilation.GetTypeByMetadataName(metadataName) is { } type
        ? Of(type)
        : "global::" + metadataName;

    /// <summary>An attribute's type, as it is written in brackets.</summary>
    public string OfAttribute(INamedTypeSymbol type) => type.ToMinimalDisplayString(model, position, AttributeFormat);

    /// <summary>A member of an enum: without the enum's name where <c>using static</c> allows that.</summary>
    public string Of(IFieldSymbol member)
    {
        var found = model.LookupSymbols(position, name: member.Name);
        return found.Length == 1 && SymbolEqualityComparer.Default.Equals(found[0], member)
            ? Escape(member.Name)
            : $"{Of(member.ContainingType)}.{Escape(member.Name)}";
    }

    /// <summary>A name as an identifier.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A name that nothing has that a member of a type could be mistaken for.</summary>
    public static bool IsFree(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
        {
            if (!part.GetMembers(name).IsEmpty)
                return false;
        }

        return type.Name != name && type.TypeParameters.All(parameter => parameter.Name != name);
    }
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.Analyzers;

/// <summary>Where in the source a symbol or an attribute stands.</summary>
internal static class SourceLocations
{
    /// <summary>The identifier of a symbol, of a type in several parts the first one's.</summary>
    internal static Location Identifier(this ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None;

    /// <summary>The identifier of a type, in the part that bears an attribute.</summary>
    internal static Location Identifier(this INamedTypeSymbol type, AttributeData attribute, CancellationToken cancel) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancel).FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } part
            ? part.Identifier.GetLocation()
            : type.Identifier();

    /// <summary>An attribute as a whole.</summary>
    internal static Location AttributeLocation(this AttributeData attribute, CancellationToken cancel) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancel).GetLocation() ?? Location.None;

    /// <summary>
    /// A positional argument of an attribute; the first where it cannot be told which one gave the value, and the
    /// attribute as a whole where it has none.
    /// </summary>
    internal static Location ArgumentLocation(this AttributeData attribute, int? position, CancellationToken cancel)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancel) is not AttributeSyntax { ArgumentList: { } list })
            return attribute.AttributeLocation(cancel);
        AttributeArgumentSyntax[] positional = [.. list.Arguments.Where(argument => argument.NameEquals is null)];
        return positional.Length == 0
            ? attribute.AttributeLocation(cancel)
            : positional[position is { } at && at < positional.Length ? at : 0].GetLocation();
    }
}

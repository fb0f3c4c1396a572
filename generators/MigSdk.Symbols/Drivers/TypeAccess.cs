using Microsoft.CodeAnalysis;

namespace MigSdk.Symbols;

/// <summary>Where a type can be named.</summary>
public static class TypeAccess
{
    /// <summary>Whether a type, or one around it, can be named only inside the type that it is nested in.</summary>
    public static bool IsPrivate(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (IsNestedOnly(part))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type can be named wherever another one can, as a type in the signature of its members has to be.</summary>
    internal static bool IsAsAccessibleAs(this INamedTypeSymbol type, INamedTypeSymbol other)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            bool isAccessible = IsNestedOnly(part)
                ? IsHiddenIn(other, part.ContainingType!)
                : part.DeclaredAccessibility == Accessibility.Public || IsInternal(other);
            if (!isAccessible)
                return false;
        }

        return true;
    }

    // 'protected' counts as 'private' here: what it adds is of no use to a driver.
    private static bool IsNestedOnly(INamedTypeSymbol type) => type.DeclaredAccessibility
        is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;

    private static bool IsInternal(INamedTypeSymbol type) =>
        type.DeclaredAccessibility != Accessibility.Public || (type.ContainingType is { } around && IsInternal(around));

    private static bool IsHiddenIn(INamedTypeSymbol type, INamedTypeSymbol scope) =>
        type.ContainingType is { } around
        && ((SymbolEqualityComparer.Default.Equals(around.OriginalDefinition, scope.OriginalDefinition) && IsNestedOnly(type))
            || IsHiddenIn(around, scope));
}

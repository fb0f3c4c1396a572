using Microsoft.CodeAnalysis;

namespace MigSdk.Symbols;

/// <summary>The names of the public types of MigSdk that Roslyn code looks for.</summary>
public static class WellKnown
{
    public const string Namespace = "MigSdk";
    public const string MigrationDriverAttribute = "MigSdk.MigrationDriverAttribute";
    public const string StateMachineDriverAttribute = "MigSdk.StateMachineDriverAttribute`1";
    public const string StateMachineSpecAttribute = "MigSdk.StateMachineSpecAttribute";

    /// <summary>Whether a type is MigSdk's own type of that metadata name, generic or not.</summary>
    public static bool Is(this ITypeSymbol? type, string metadataName) =>
        type is not null
        && type.OriginalDefinition.MetadataName == metadataName
        && type.ContainingType is null
        && type.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Whether a type is one of the base class library's.</summary>
    internal static bool IsSystem(this ITypeSymbol type, string metadataName, params string[] namespaces)
    {
        if (type.OriginalDefinition.MetadataName != metadataName || type.ContainingType is not null)
            return false;
        INamespaceSymbol? scope = type.ContainingNamespace;
        for (int i = namespaces.Length - 1; i >= 0; i--, scope = scope.ContainingNamespace)
        {
            if (scope is null || scope.Name != namespaces[i])
                return false;
        }

        return scope is { IsGlobalNamespace: true };
    }
}

using System;
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
    /// <remarks>Most types have another name, and the metadata name of a generic one is made anew at each look.</remarks>
    public static bool Is(this ITypeSymbol? type, string metadataName) =>
        type is not null
        && metadataName.StartsWith(type.Name, StringComparison.Ordinal)
        && type.OriginalDefinition.MetadataName == metadataName
        && type.ContainingType is null
        && type.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Whether a type is <c>Task</c> or <c>ValueTask</c>, with a result or without.</summary>
    public static bool IsTask(this ITypeSymbol? type) => type is not null && (IsTask(type, "") || IsTask(type, "`1"));

    /// <summary>Whether a type is <c>Task</c> or <c>ValueTask</c> of this arity, as its metadata name has it.</summary>
    internal static bool IsTask(this ITypeSymbol type, string arity) =>
        type.IsSystem("Task" + arity, "System", "Threading", "Tasks")
        || type.IsSystem("ValueTask" + arity, "System", "Threading", "Tasks");

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

using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>Which calls can run code that moves a driver which they are not given.</summary>
internal static class Interference
{
    private static readonly string[] ThreadingTypes = ["CancellationToken", "Interlocked", "Volatile"];

    /// <summary>
    /// Whether a method certainly runs none of the program's own code: one of the base class library or of MigSdk that is
    /// given no delegate and no interface to call, cannot be overridden, and waits for nobody.
    /// </summary>
    public static bool IsInert(IMethodSymbol method, ITypeSymbol? receiver)
    {
        if (method.ContainingType is not { } type || type.TypeKind == TypeKind.Delegate)
            return false;
        if (type.ContainingAssembly?.Name == WellKnown.Namespace)
            return type.TypeKind != TypeKind.Interface;
        return IsOfLibrary(type)
            && !WaitsForOthers(method, type)
            && (method.IsStatic || method.MethodKind == MethodKind.Constructor || !CanBeOverridden(method, receiver ?? type))
            && method.OriginalDefinition.Parameters.All(parameter => IsData(parameter.Type));
    }

    /// <summary>Whether a type is one that comes with .NET.</summary>
    public static bool IsOfLibrary(ITypeSymbol type)
    {
        if (type.Locations.Any(location => location.IsInSource))
            return false;
        INamespaceSymbol? scope = type.ContainingNamespace;
        while (scope?.ContainingNamespace is { IsGlobalNamespace: false } outer)
            scope = outer;
        return scope is { Name: "System" or "Microsoft" };
    }

    private static bool WaitsForOthers(IMethodSymbol method, INamedTypeSymbol type) =>
        method.Name is "GetResult" || method.Name.StartsWith("Wait", System.StringComparison.Ordinal)
        || (type.ContainingNamespace is { Name: "Threading" } && !ThreadingTypes.Contains(type.Name));

    private static bool CanBeOverridden(IMethodSymbol method, ITypeSymbol receiver) =>
        (method.IsVirtual || method.IsAbstract || method.IsOverride)
        && !(method.IsSealed || receiver.IsSealed || receiver.IsValueType || receiver.TypeKind == TypeKind.Array);

    private static bool IsData(ITypeSymbol type) =>
        type.TypeKind is not (TypeKind.Delegate or TypeKind.Dynamic or TypeKind.FunctionPointer)
        && (type.TypeKind != TypeKind.Interface || type.Name == "IFormatProvider");
}

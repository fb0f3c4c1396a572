using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>Which enums of a compilation are the states or the features of a spec; looked up once for each.</summary>
internal sealed class SpecEnums
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, SpecReading?> _byStates = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, SpecReading?> _byFeatures = new(SymbolEqualityComparer.Default);

    /// <summary>The spec that an enum, or a nullable one, is.</summary>
    public SpecReading? OfStates(ITypeSymbol? type) =>
        Enum(type) is { } found ? _byStates.GetOrAdd(found, Read) : null;

    /// <summary>
    /// The spec whose features an enum, or a nullable one, has. A feature enum does not name its spec, which is looked for
    /// beside it; null where there is none, or more than one.
    /// </summary>
    public SpecReading? OfFeatures(ITypeSymbol? type) =>
        Enum(type) is { } found ? _byFeatures.GetOrAdd(found, FindSpec) : null;

    private static INamedTypeSymbol? Enum(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type is INamedTypeSymbol { TypeKind: TypeKind.Enum } found ? found : null;
    }

    private static SpecReading? Read(INamedTypeSymbol type) => SpecReader.TryRead(type) is { Spec: not null } spec ? spec : null;

    private static SpecReading? FindSpec(INamedTypeSymbol features)
    {
        if (!CanDeclareSpecs(features.ContainingAssembly))
            return null;
        IEnumerable<INamedTypeSymbol> beside =
            features.ContainingType?.GetTypeMembers() ?? features.ContainingNamespace.GetTypeMembers();
        SpecReading[] specs =
        [
            .. beside.Where(type => type.TypeKind == TypeKind.Enum)
                .Select(Read)
                .OfType<SpecReading>()
                .Where(spec => SymbolEqualityComparer.Default.Equals(spec.FeatureType, features)),
        ];
        return specs.Length == 1 ? specs[0] : null;
    }

    private static bool CanDeclareSpecs(IAssemblySymbol? assembly) =>
        assembly is not null
        && (assembly.Name == WellKnown.Namespace
            || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(other => other.Name == WellKnown.Namespace)));
}

using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers;

/// <summary>When a piece of code runs that somebody outside of the driver may call.</summary>
internal static class UnseenCallers
{
    /// <summary>The phase that such calls come in; null where all callers are in the driver's own code.</summary>
    public static Phase? PhaseOf(ISymbol owner, INamedTypeSymbol driver) => owner switch
    {
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } => null,
        IMethodSymbol { IsOverride: true } method => PhaseOfOverride(method),
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } method => PhaseOfConstructor(method, driver),
        IMethodSymbol method => IsHidden(method, driver) && !Implements(method) ? null : new Phase(PhaseKind.Elsewhere),
        // An initialiser.
        _ => PhaseOfInitialiser(owner, driver),
    };

    private static Phase? PhaseOfConstructor(IMethodSymbol constructor, INamedTypeSymbol driver)
    {
        if (SymbolEqualityComparer.Default.Equals(constructor.ContainingType, driver))
            return new Phase(PhaseKind.Construction);
        return IsHidden(constructor, driver) ? null : new Phase(PhaseKind.Elsewhere);
    }

    private static Phase PhaseOfInitialiser(ISymbol member, INamedTypeSymbol driver) => new(
        SymbolEqualityComparer.Default.Equals(member.ContainingType, driver) ? PhaseKind.Construction : PhaseKind.Elsewhere);

    // The SDK calls a session's own methods.
    private static Phase PhaseOfOverride(IMethodSymbol method) => SessionTypes.GroupOf(method.ContainingType) is not { } group
        ? new Phase(PhaseKind.Elsewhere)
        : method.Name switch
        {
            "ProduceAsync" or "AcceptAsync" or "EstimatePreCopy" => new Phase(PhaseKind.Streaming, group),
            "OnClosed" => new Phase(PhaseKind.Boundary, group),
            _ => new Phase(PhaseKind.Elsewhere),
        };

    private static bool IsHidden(IMethodSymbol method, INamedTypeSymbol driver)
    {
        for (ISymbol? part = method; part is not null && !SymbolEqualityComparer.Default.Equals(part, driver); part = part.ContainingType)
        {
            if (part.DeclaredAccessibility == Accessibility.Private)
                return true;
        }

        return false;
    }

    private static bool Implements(IMethodSymbol method) =>
        !method.ExplicitInterfaceImplementations.IsEmpty
        || method.ContainingType.AllInterfaces.Any(type => type.GetMembers().OfType<IMethodSymbol>().Any(member =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)));
}

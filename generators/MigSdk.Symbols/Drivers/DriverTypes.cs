using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.Symbols;

/// <summary>Which classes can be given generated members at all.</summary>
public static class DriverTypes
{
    /// <summary>The driver or the type around it that is not partial; null where all of them are.</summary>
    public static INamedTypeSymbol? FindNotPartial(INamedTypeSymbol type, CancellationToken cancel)
    {
        for (INamedTypeSymbol? candidate = type; candidate is not null; candidate = candidate.ContainingType)
        {
            bool isPartial = candidate.DeclaringSyntaxReferences.Any(reference =>
                reference.GetSyntax(cancel) is TypeDeclarationSyntax declaration
                && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
                return candidate;
        }

        return null;
    }

    /// <summary>Why a class cannot be a driver, partial or not; null where it can.</summary>
    public static string? ProblemOf(INamedTypeSymbol type, AttributeData attribute)
    {
        if (type.IsStatic)
            return "a static class has no state";
        if (DriverReader.DriverAttribute(type) is { } first
            && !SymbolEqualityComparer.Default.Equals(first.AttributeClass, attribute.AttributeClass))
        {
            return "it is a driver of another spec already";
        }

        if (type.IsFileLocal)
            return "generated members cannot be added to a file-local type";
        for (INamedTypeSymbol? around = type.ContainingType; around is not null; around = around.ContainingType)
        {
            if (around.IsFileLocal)
                return "generated members cannot be added inside a file-local type";
        }

        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (DriverReader.DriverAttribute(ancestor) is not null)
                return $"it derives from the driver {ancestor.Name}, which has a state machine already";
        }

        if (DriverReader.StateTypeOf(attribute) is { TypeKind: TypeKind.Enum } state
            && SpecReader.TryRead(state) is null
            && !state.GetAttributes().Any(a => a.IsHalfTyped()))
        {
            return $"{state.Name} is no spec; declare it as one with [StateMachineSpec]";
        }

        if (DriverReader.StateTypeOf(attribute) is { TypeKind: TypeKind.Enum } spec)
        {
            for (INamedTypeSymbol? part = spec; part is not null; part = part.ContainingType)
            {
                if (part.IsFileLocal)
                    return $"generated members cannot name its spec {spec.Name}, which is local to a file";
            }

            if (!spec.IsAsAccessibleAs(type))
                return $"its spec {spec.Name} is less accessible than the driver, whose members have it in their signatures";
        }

        return null;
    }
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigSdk.Cli;

/// <summary>
/// Finds attributes of a spec or driver that cannot be made out, because they name types of an assembly that is not there.
/// In a compiled assembly nothing else can make them so.
/// </summary>
internal static class MissingParts
{
    /// <summary>What is missing, in words; null where nothing is.</summary>
    /// <param name="type">The enum of a spec, or the class of a driver.</param>
    internal static string? Of(INamedTypeSymbol type)
    {
        IEnumerable<AttributeData> attributes = type.GetAttributes()
            .Concat(type.GetMembers().SelectMany(member => member.GetAttributes()))
            .Where(attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == nameof(MigSdk));
        foreach (AttributeData attribute in attributes)
        {
            ITypeSymbol? unknown = attribute.AttributeClass!.TypeArguments
                .Append(attribute.AttributeClass)
                .FirstOrDefault(part => part.TypeKind == TypeKind.Error);
            bool isIncomplete = attribute.AttributeConstructor is not { } constructor
                || constructor.Parameters.Length != attribute.ConstructorArguments.Length
                || attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error);
            if (unknown is not null)
                return $"{AssemblyOf(unknown)} is missing beside it, which has {unknown.Name}";
            if (isIncomplete)
                return "an assembly that its attributes refer to is missing beside it";
        }

        return null;
    }

    private static string AssemblyOf(ITypeSymbol type) => type.ContainingAssembly?.Name ?? "an assembly";
}

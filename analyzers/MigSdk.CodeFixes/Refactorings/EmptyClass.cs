using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>Classes that nothing is in yet.</summary>
internal static class EmptyClass
{
    /// <summary>Whether a class is empty in all of its parts and nothing stands against its being a driver.</summary>
    internal static bool CanBecomeDriver(INamedTypeSymbol type, CancellationToken cancel)
    {
        if (type.IsStatic || type.GetAttributes().Any(attribute => attribute.IsHalfTyped()))
            return false;
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            if (around.IsFileLocal)
                return false;
        }

        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (DriverReader.DriverAttribute(ancestor) is not null)
                return false;
        }

        return type.DeclaringSyntaxReferences.All(part => part.GetSyntax(cancel) is TypeDeclarationSyntax { Members.Count: 0 });
    }
}

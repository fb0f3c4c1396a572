using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigSdk.Symbols;

/// <summary>How the constant of an enum, a state above all, is written at a place in the source.</summary>
public static class ConstantNames
{
    /// <summary>The simplest of its names that means it there.</summary>
    /// <param name="constant">A member of an enum.</param>
    /// <param name="model">The model of the file.</param>
    /// <param name="position">The place in the file.</param>
    public static string NameAt(this IFieldSymbol constant, SemanticModel model, int position)
    {
        string name = Escape(constant.Name);
        foreach (string candidate in (IEnumerable<string>)[name, $"{constant.ContainingType.ToMinimalDisplayString(model, position)}.{name}"])
        {
            ISymbol? meant = model.GetSpeculativeSymbolInfo(
                position, SyntaxFactory.ParseExpression(candidate), SpeculativeBindingOption.BindAsExpression).Symbol;
            if (SymbolEqualityComparer.Default.Equals(meant, constant))
                return candidate;
        }

        return $"{constant.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{name}";
    }

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}

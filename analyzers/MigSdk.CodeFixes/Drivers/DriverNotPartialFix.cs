using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>MIG1001: makes a type and the types around it partial, every part of them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DriverNotPartialFix)), Shared]
public sealed class DriverNotPartialFix() : SourceFix(RuleIds.DriverNotPartial)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Type() is not { } type)
            return [];
        TypeDeclarationSyntax[] parts = [.. TypesOutwards(type)
            .SelectMany(part => part.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax(finding.Cancel))
            .OfType<TypeDeclarationSyntax>()
            .Where(part => !IsPartial(part))];
        return [new Offer($"Make '{type.Name}' partial", "MakePartial", edits =>
        {
            foreach (TypeDeclarationSyntax part in parts)
                edits.Change(part, MakePartial);
        })];
    }

    private static IEnumerable<INamedTypeSymbol> TypesOutwards(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
            yield return type;
    }

    private static bool IsPartial(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);

    // 'partial' stands right before the keyword, and takes over what stands above that.
    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type)
    {
        if (IsPartial(type))
            return type;
        SyntaxToken partial = SyntaxFactory.Token(
            type.Keyword.LeadingTrivia, SyntaxKind.PartialKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return type
            .WithKeyword(type.Keyword.WithLeadingTrivia())
            .WithModifiers(type.Modifiers.Add(partial));
    }
}

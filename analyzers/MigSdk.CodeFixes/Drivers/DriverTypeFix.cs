using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;

namespace MigSdk.CodeFixes;

/// <summary>
/// MIG1010: makes a static class one with instances, and a file-local one visible to the generated part of it. What else
/// keeps a class from being a driver has no one right answer.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DriverTypeFix)), Shared]
public sealed class DriverTypeFix() : SourceFix(RuleIds.DriverType)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Type() is not { } type)
            yield break;
        if (type.IsStatic)
        {
            yield return Removal(type, SyntaxKind.StaticKeyword, finding);
        }
        else
        {
            while (type is { IsFileLocal: false, ContainingType: { } around })
                type = around;
            if (type.IsFileLocal && IsFree(type))
                yield return Removal(type, SyntaxKind.FileKeyword, finding);
        }
    }

    // Other files may have types of this name.
    private static bool IsFree(INamedTypeSymbol type) =>
        type.ContainingNamespace.GetTypeMembers(type.Name, type.Arity).Length == 1;

    private static Offer Removal(INamedTypeSymbol type, SyntaxKind modifier, Finding finding) => new(
        $"Remove '{SyntaxFacts.GetText(modifier)}' from '{type.Name}'",
        SyntaxFacts.GetText(modifier),
        edits =>
        {
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(finding.Cancel) is TypeDeclarationSyntax part)
                    edits.Change(part, current => Without(current, modifier));
            }
        })
    {
        About = type,
    };

    private static TypeDeclarationSyntax Without(TypeDeclarationSyntax type, SyntaxKind modifier)
    {
        SyntaxToken found = type.Modifiers.FirstOrDefault(token => token.IsKind(modifier));
        if (found.IsKind(SyntaxKind.None))
            return type;
        SyntaxToken next = found.GetNextToken();
        var mark = new SyntaxAnnotation();
        type = type.ReplaceTokens([found, next], (token, _) =>
            token == found ? token.WithAdditionalAnnotations(mark) : token.WithLeadingTrivia(found.LeadingTrivia));
        return type.WithModifiers(type.Modifiers.Remove(type.GetAnnotatedTokens(mark).Single()));
    }
}

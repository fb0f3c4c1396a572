using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.CodeFixes;

/// <summary>Takes attributes away and leaves everything around them as it is.</summary>
internal static class AttributeEdits
{
    /// <summary>The offer to remove an attribute, which its title calls as the source does.</summary>
    public static Offer? Removal(AttributeSyntax? attribute) =>
        attribute is { Parent: AttributeListSyntax { Parent: MemberDeclarationSyntax or AccessorDeclarationSyntax } list }
        && !list.ContainsDirectives
            ? new Offer($"Remove '{attribute.WithoutTrivia()}'", "Remove", edits => Remove(edits, attribute, list.Parent!))
            : null;

    private static void Remove(SourceEdits edits, AttributeSyntax attribute, SyntaxNode owner) => edits.Change(
        owner,
        current =>
        {
            if (current.GetCurrentNode(attribute) is not { Parent: AttributeListSyntax list } found)
                return current;
            return list.Attributes.Count > 1 ? current.ReplaceNode(list, Without(list, found)) : Without(current, list);
        },
        attribute);

    // A comment between the attributes goes with the one that it stands beside.
    private static AttributeListSyntax Without(AttributeListSyntax list, AttributeSyntax attribute)
    {
        int index = list.Attributes.IndexOf(attribute);
        SeparatedSyntaxList<AttributeSyntax> rest = list.Attributes.RemoveAt(index);
        bool isNeighbourMoved = index == 0 && Layout.EndsLine(list.Attributes.GetSeparator(0));
        return list.WithAttributes(isNeighbourMoved
            ? rest.Replace(rest[0], rest[0].WithLeadingTrivia(attribute.GetLeadingTrivia()))
            : rest);
    }

    // What stands above the attribute list, a doc comment above all, goes on to what follows it.
    private static SyntaxNode Without(SyntaxNode owner, AttributeListSyntax list)
    {
        SyntaxToken last = list.GetLastToken();
        SyntaxToken next = last.GetNextToken(includeZeroWidth: true);
        if (!owner.FullSpan.Contains(next.FullSpan))
            return owner;
        SyntaxTriviaList trivia = Layout.HasText(last.TrailingTrivia)
            ? [.. list.GetLeadingTrivia(), .. last.TrailingTrivia.SkipWhile(IsSpace), .. next.LeadingTrivia]
            : Layout.HasText(next.LeadingTrivia)
                ? [.. WithoutIndentation(list.GetLeadingTrivia()), .. next.LeadingTrivia]
                : list.GetLeadingTrivia();
        var mark = new SyntaxAnnotation();
        SyntaxNode changed = owner.ReplaceSyntax(
            [list], (original, _) => original.WithAdditionalAnnotations(mark),
            [next], (original, _) => original.WithLeadingTrivia(trivia),
            [], (original, _) => original);
        return changed.RemoveNode(changed.GetAnnotatedNodes(mark).Single(), SyntaxRemoveOptions.KeepNoTrivia)
            ?? throw new InvalidOperationException();
    }

    private static SyntaxTriviaList WithoutIndentation(SyntaxTriviaList trivia) =>
        trivia.Count > 0 && IsSpace(trivia[trivia.Count - 1]) ? trivia.RemoveAt(trivia.Count - 1) : trivia;

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia);
}

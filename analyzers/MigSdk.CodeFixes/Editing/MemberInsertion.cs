using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigSdk.CodeFixes;

/// <summary>Puts new members into a type, laid out as the members that are there.</summary>
internal static class MemberInsertion
{
    /// <summary>Inserts members.</summary>
    /// <param name="type">The type as earlier edits have left it.</param>
    /// <param name="after">The member that they follow; null for the type's end.</param>
    /// <param name="members">The members' texts: whole lines.</param>
    /// <param name="original">The type as it stands in its file.</param>
    public static TypeDeclarationSyntax Insert(
        TypeDeclarationSyntax type, MemberDeclarationSyntax? after, string[] members, TypeDeclarationSyntax original)
    {
        string newLine = Layout.NewLine(original);
        string around = Layout.IndentationOf(original);
        type = WithBody(type, newLine, around);
        int at = after is null ? type.Members.Count : type.Members.IndexOf(after) + 1;
        SyntaxToken before = at == 0 ? type.OpenBraceToken : type.Members[at - 1].GetLastToken();
        SyntaxToken next = at == type.Members.Count ? type.CloseBraceToken : type.Members[at].GetFirstToken();

        var added = new List<MemberDeclarationSyntax>();
        string gap = (Layout.EndsLine(before) ? "" : newLine) + (at == 0 ? "" : newLine);
        foreach (string text in members)
        {
            if (SyntaxFactory.ParseMemberDeclaration(gap + text, options: original.SyntaxTree.Options) is { } member)
                added.Add(member);
            gap = newLine;
        }

        // Where all stood on one line, what follows gets a line of its own.
        string trail = at < type.Members.Count && !next.LeadingTrivia.Any(SyntaxKind.EndOfLineTrivia) ? newLine : "";
        string indentation = Layout.EndsLine(before)
            ? ""
            : at == type.Members.Count ? around : Layout.IndentationInside(original);
        if (trail + indentation is { Length: > 0 } missing)
        {
            SyntaxTriviaList leading = [.. SyntaxFactory.ParseLeadingTrivia(missing), .. next.LeadingTrivia];
            type = type.ReplaceToken(next, next.WithLeadingTrivia(leading));
        }

        return type.WithMembers(type.Members.InsertRange(at, added));
    }

    // 'class C;' gets braces, and those of 'class C { }' get lines of their own.
    private static TypeDeclarationSyntax WithBody(TypeDeclarationSyntax type, string newLine, string around)
    {
        bool hasBraces = !type.OpenBraceToken.IsKind(SyntaxKind.None);
        if (hasBraces && (type.Members.Count > 0 || Layout.EndsLine(type.OpenBraceToken)))
            return type;

        SyntaxToken open = hasBraces ? type.OpenBraceToken : type.SemicolonToken;
        SyntaxToken close = hasBraces ? type.CloseBraceToken : type.SemicolonToken;
        SyntaxToken head = open.GetPreviousToken();
        SyntaxTriviaList end = SyntaxFactory.ParseTrailingTrivia(newLine);
        SyntaxTriviaList indentation = SyntaxFactory.ParseLeadingTrivia(around);
        SyntaxTriviaList comment = hasBraces ? [.. open.TrailingTrivia.Where(piece => Layout.HasText([piece])), .. end] : end;
        if (!Layout.EndsLine(head))
            type = type.ReplaceToken(head, head.WithTrailingTrivia(end));
        return type
            .WithSemicolonToken(default)
            .WithOpenBraceToken(SyntaxFactory.Token(indentation, SyntaxKind.OpenBraceToken, comment))
            .WithCloseBraceToken(SyntaxFactory.Token(indentation, SyntaxKind.CloseBraceToken, close.TrailingTrivia));
    }
}

using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigSdk.CodeFixes;

/// <summary>How a file is laid out: its ends of lines and its indentation, which new lines follow.</summary>
internal static class Layout
{
    /// <summary>The end of a line as the file has it.</summary>
    public static string NewLine(SyntaxNode node)
    {
        SourceText text = node.SyntaxTree.GetText();
        TextLine first = text.Lines[0];
        return first.End == first.EndIncludingLineBreak
            ? "\n"
            : text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
    }

    /// <summary>The white space before the line that a node begins on.</summary>
    public static string IndentationOf(SyntaxNode node)
    {
        string line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);
    }

    /// <summary>The indentation of a type's members.</summary>
    public static string IndentationInside(TypeDeclarationSyntax type)
    {
        string around = IndentationOf(type);
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            string indentation = IndentationOf(member);
            if (indentation.Length > around.Length)
                return indentation;
        }

        bool hasTabs = type.SyntaxTree.GetText().Lines.Any(line => line.Span.Length > 0 && line.ToString()[0] == '\t');
        return around + (hasTabs ? "\t" : "    ");
    }

    /// <summary>Whether a line ends after a token.</summary>
    public static bool EndsLine(SyntaxToken token) => token.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);

    /// <summary>Whether trivia has something that somebody wrote.</summary>
    public static bool HasText(SyntaxTriviaList trivia) =>
        trivia.Any(piece => !piece.IsKind(SyntaxKind.WhitespaceTrivia) && !piece.IsKind(SyntaxKind.EndOfLineTrivia));
}

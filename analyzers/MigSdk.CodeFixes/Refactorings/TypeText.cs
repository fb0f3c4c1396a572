using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigSdk.CodeFixes;

/// <summary>Where in the text of a type an attribute and members are put.</summary>
internal sealed class TypeText
{
    private readonly TypeDeclarationSyntax _type;
    private readonly SourceText _text;
    private readonly string _around;

    internal TypeText(TypeDeclarationSyntax type, SourceText text)
    {
        _type = type;
        _text = text;
        string first = text.Lines.GetLineFromPosition(type.SpanStart).ToString();
        _around = first.Substring(0, first.Length - first.TrimStart(' ', '\t').Length);
        TextLine line = text.Lines[0];
        NewLine = line.EndIncludingLineBreak > line.End ? text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) : "\n";
        Indentation = _around + (_around.Contains('\t') ? "\t" : "    ");
    }

    /// <summary>The end of a line as the file has it.</summary>
    internal string NewLine { get; }

    /// <summary>What stands before a member.</summary>
    internal string Indentation { get; }

    /// <summary>Puts whole lines of members at the end of the type, and an attribute before it.</summary>
    internal SourceText With(string? attribute, string members)
    {
        List<TextChange> changes = [];
        if (attribute is not null)
            changes.Add(new TextChange(new TextSpan(_type.SpanStart, 0), $"[{attribute}]{NewLine}{_around}"));
        changes.Add(Insertion(members));
        return _text.WithChanges(changes);
    }

    private TextChange Insertion(string members)
    {
        string body = $"{NewLine}{_around}{{{NewLine}{members}{_around}";
        if (_type.OpenBraceToken.IsKind(SyntaxKind.None))
            return new TextChange(_type.SemicolonToken.Span, body + "}");

        int close = _type.CloseBraceToken.SpanStart;
        if (_type.Members.Count == 0 && _text.ToString(TextSpan.FromBounds(_type.OpenBraceToken.Span.End, close)).Trim().Length == 0)
            return new TextChange(TextSpan.FromBounds(_type.OpenBraceToken.GetPreviousToken().Span.End, close), body);

        // After what is there already, comments at the end included.
        int end = close;
        while (char.IsWhiteSpace(_text[end - 1]))
            end--;
        return new TextChange(TextSpan.FromBounds(end, close), $"{NewLine}{NewLine}{members}{_around}");
    }
}

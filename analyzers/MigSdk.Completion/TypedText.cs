using Microsoft.CodeAnalysis.Text;

namespace MigSdk.Completion;

/// <summary>Looks at bare text: at every key press it must be decided cheaply whether anything is offered.</summary>
internal static class TypedText
{
    // Two qualified states and their argument names are shorter.
    private const int Reach = 300;

    /// <summary>Whether an argument of a handler's attribute begins at the caret, or with the one letter before it.</summary>
    internal static bool BeginsArgument(SourceText text, int caret)
    {
        int at = caret - 1;
        if (at >= 0 && at < text.Length && IsWordPart(text[at]))
            at--;
        at = SkipSpace(text, at);
        return at >= 0 && at < text.Length && text[at] is '(' or ',' or ':' or '.' && OpensAttribute(text, at);
    }

    private static bool OpensAttribute(SourceText text, int at)
    {
        int last = at > Reach ? at - Reach : 0;
        while (at > last && (IsWordPart(text[at]) || char.IsWhiteSpace(text[at]) || text[at] is ',' or ':' or '.'))
            at--;
        if (text[at] != '(')
            return false;

        at = SkipSpace(text, at - 1);
        if (at >= 0 && text[at] == '>')
            at = SkipSpace(text, BeforeTypeArgument(text, at));
        int start = at;
        while (start >= 0 && IsWordPart(text[start]))
            start--;
        return HandlerAttributes.Named(text.ToString(TextSpan.FromBounds(start + 1, at + 1))) is not null;
    }

    private static int BeforeTypeArgument(SourceText text, int at)
    {
        int depth = 0;
        for (int last = at > Reach ? at - Reach : 0; at >= last; at--)
        {
            depth += text[at] switch { '>' => 1, '<' => -1, _ => 0 };
            if (depth == 0)
                return at - 1;
        }

        return -1;
    }

    private static int SkipSpace(SourceText text, int at)
    {
        while (at >= 0 && at < text.Length && char.IsWhiteSpace(text[at]))
            at--;
        return at;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '@';
}

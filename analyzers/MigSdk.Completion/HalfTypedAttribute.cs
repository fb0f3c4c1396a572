using Microsoft.CodeAnalysis.Text;

namespace MigSdk.Completion;

/// <summary>
/// Closes an attribute that is being typed, so that the parser does not take the members after it for its arguments.
/// </summary>
internal static class HalfTypedAttribute
{
    /// <summary>The text with the brackets that are missing after a word; the text itself where none are.</summary>
    internal static SourceText Close(SourceText text, int wordEnd)
    {
        string missing = Next(text, wordEnd) switch
        {
            ',' => "",
            ')' => "",
            ']' => ")",
            _ => ")]",
        };
        if (missing.Length > 0)
            return text.WithChanges(new TextChange(new TextSpan(wordEnd, 0), missing));

        // A bracket was typed, or put there by the editor, but only one.
        int at = SkipSpace(text, wordEnd);
        return text[at] == ')' && Next(text, at + 1) is not (']' or ',')
            ? text.WithChanges(new TextChange(new TextSpan(at + 1, 0), "]"))
            : text;
    }

    private static char Next(SourceText text, int at)
    {
        at = SkipSpace(text, at);
        return at < text.Length ? text[at] : '\0';
    }

    private static int SkipSpace(SourceText text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }
}

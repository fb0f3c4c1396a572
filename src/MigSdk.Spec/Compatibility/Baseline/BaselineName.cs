using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MigSdk.Spec;

/// <summary>Names as a baseline spells them: without blanks and without the characters that part a line.</summary>
internal static class BaselineName
{
    private const string Empty = "\\e";
    private const int EscapeLength = 6;

    public static string Encode(string name)
    {
        if (name.Length == 0)
        {
            return Empty;
        }

        StringBuilder text = new();
        foreach (char c in name)
        {
            text.Append(IsPlain(c) ? c.ToString() : "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">This is not how a name is spelled.</exception>
    public static string Decode(string text)
    {
        if (text == Empty)
        {
            return "";
        }

        StringBuilder name = new();
        int at = 0;
        while (at < text.Length)
        {
            bool isEscape = text[at] == '\\';
            name.Append(isEscape ? Escaped(text, at) : text[at]);
            at += isEscape ? EscapeLength : 1;
        }

        // There is one spelling of every name, so that equal facts are equal lines.
        return Encode(name.ToString()) == text ? name.ToString() : throw Misspelled(text);
    }

    private static char Escaped(string text, int at) =>
        text.Length - at >= EscapeLength
            && ushort.TryParse(
                text.Substring(at + 2, EscapeLength - 2),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out ushort code)
            ? (char)code
            : throw Misspelled(text);

    private static FormatException Misspelled(string text) => new($"'{text}' is not how a baseline spells a name.");

    private static bool IsPlain(char c) => !"\\ ,:={}>#*".Contains(c) && char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

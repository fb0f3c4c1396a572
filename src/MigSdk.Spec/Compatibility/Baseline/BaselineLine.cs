using System;
using System.Globalization;

namespace MigSdk.Spec;

/// <summary>The words of a fact, each with what it must be.</summary>
internal sealed class BaselineLine
{
    private readonly string _text;
    private readonly string[] _words;

    public BaselineLine(string text)
    {
        _text = text;
        _words = text.Split(' ');
    }

    public int Count => _words.Length;

    /// <summary>The word that says what the fact is about.</summary>
    public string Kind => _words[0];

    public bool Has(int index, string word) => index < Count && _words[index] == word;

    /// <exception cref="FormatException">There is no name there.</exception>
    public string Name(int index) => BaselineName.Decode(index < Count ? _words[index] : throw Malformed());

    /// <summary>The two names of a pair, the first of them the second word of the fact.</summary>
    /// <exception cref="FormatException">There is no pair.</exception>
    public (string From, string To) Pair() => Has(2, "->") ? (Name(1), Name(3)) : throw Malformed();

    /// <exception cref="FormatException">There is no number there, or not as numbers are spelled.</exception>
    public long Number(int index) =>
        index < Count
            && long.TryParse(_words[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && PlainText.Number(value) == _words[index]
            ? value
            : throw Malformed();

    /// <exception cref="FormatException">The condition does not hold.</exception>
    public void Require(bool condition)
    {
        if (!condition)
        {
            throw Malformed();
        }
    }

    public FormatException Malformed() => new($"'{_text}' is not a fact of a spec.");
}

using System;
using System.Collections.Generic;
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

    /// <summary>
    /// What the fact answers. Two different facts with one key contradict each other. Only for facts whose form has
    /// been looked at.
    /// </summary>
    public string Key => Kind switch
    {
        "initial" or "error" => Kind,
        "state" when Has(2, "=") || Has(2, "in") => FirstWords(3),
        "feature" => FirstWords(2),
        "arc" => FirstWords(4),
        "path" => _text.Substring(0, _text.IndexOf(':')),
        _ => _text,
    };

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

    /// <summary>The states that a fact other than a path names; a path says nothing that the others do not.</summary>
    /// <exception cref="FormatException">A name is misspelled.</exception>
    public IEnumerable<string> States() => Kind switch
    {
        "initial" or "error" or "state" => [Name(1)],
        "feature" when Has(4, "is") => [Name(5)],
        "arc" or "blocked" => [Name(1), Name(3)],
        _ => [],
    };

    /// <exception cref="FormatException">The condition does not hold.</exception>
    public void Require(bool condition)
    {
        if (!condition)
        {
            throw Malformed();
        }
    }

    /// <summary>Looks at the form of a path.</summary>
    /// <exception cref="FormatException">It is not that of one.</exception>
    public void RequirePath()
    {
        int open = _text.IndexOf(" {", StringComparison.Ordinal);
        int close = _text.IndexOf("}: ", StringComparison.Ordinal);
        Require(open >= 0 && close > open && FirstWords(4).Length == open);
        Pair();
        string features = _text.Substring(open + 2, close - open - 2);
        string[] way = Parts(_text.Substring(close + 3), ", opens ");
        Require(way.Length <= 2);
        foreach (string[] names in (string[][])[features.Length > 0 ? Parts(features, ", ") : [], Parts(way[0], " -> "), way])
        {
            for (int i = names == way ? 1 : 0; i < names.Length; i++)
            {
                BaselineName.Decode(names[i]);
            }
        }
    }

    public BaselineException Malformed() =>
        new($"'{_text}' is not a fact of a spec: {BaselineForms.Expected(Kind)}.", _text);

    /// <summary>The fact is at odds with the others.</summary>
    public BaselineException Unfit(string reason) => new(reason, _text);

    private string FirstWords(int count) => string.Join(" ", _words, 0, Math.Min(count, Count));

    private static string[] Parts(string text, string separator) => text.Split([separator], StringSplitOptions.None);
}

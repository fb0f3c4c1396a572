using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MigSdk;

/// <summary>An immutable set of transitions: which (from, to) pairs a driver supports, or a host intends to use.</summary>
/// <remarks>
/// As text it is the list of its pairs by value, <c>Stop&gt;Running, Stop&gt;StopCopy</c>, with names (<c>G</c>) or
/// numbers (<c>D</c>); both are parsed.
/// </remarks>
/// <typeparam name="TState">The enum that is the spec.</typeparam>
public sealed class TransitionSet<TState>
    : IReadOnlyCollection<(TState From, TState To)>, IEquatable<TransitionSet<TState>>, IFormattable,
      IParsable<TransitionSet<TState>>
    where TState : struct, Enum
{
    private static readonly Comparer<(TState, TState)> ByValue = Comparer<(TState, TState)>.Default;

    // Sorted and without duplicates, so that equal sets have equal arrays.
    private readonly (TState From, TState To)[] _pairs;

    /// <summary>Creates a set.</summary>
    /// <param name="transitions">The pairs, in any order; a pair that comes twice counts once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="transitions"/> is null.</exception>
    public TransitionSet(IEnumerable<(TState From, TState To)> transitions)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        _pairs = [.. new SortedSet<(TState, TState)>(transitions, ByValue)];
    }

    /// <summary>The set without a transition.</summary>
    public static TransitionSet<TState> Empty { get; } = new([]);

    /// <summary>How many transitions are in the set.</summary>
    public int Count => _pairs.Length;

    /// <summary>Whether a transition is in the set.</summary>
    /// <param name="from">The state in which it starts.</param>
    /// <param name="to">The target.</param>
    /// <returns>True if it is in the set.</returns>
    public bool Contains(TState from, TState to) => Array.BinarySearch(_pairs, (from, to), ByValue) >= 0;

    /// <summary>Whether every transition of this set is in another one.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>True if nothing of this set is missing there.</returns>
    public bool IsSubsetOf(TransitionSet<TState> other) => Except(other).Count == 0;

    /// <summary>The transitions of this set that are not in another one.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>What is missing there; empty if nothing is.</returns>
    public TransitionSet<TState> Except(TransitionSet<TState> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TransitionSet<TState>(Array.FindAll(_pairs, pair => !other.Contains(pair.From, pair.To)));
    }

    /// <summary>Enumerates the transitions by value of their start, then of their target.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<(TState From, TState To)> GetEnumerator() => ((IEnumerable<(TState, TState)>)_pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] TransitionSet<TState>? other) =>
        other is not null && _pairs.AsSpan().SequenceEqual(other._pairs);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as TransitionSet<TState>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach ((TState, TState) pair in _pairs)
            hash.Add(pair);
        return hash.ToHashCode();
    }

    /// <summary>The pairs by name: <c>Stop&gt;Running, Stop&gt;StopCopy</c>.</summary>
    /// <returns>A text that <see cref="Parse(string)"/> takes.</returns>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The pairs by name or by number.</summary>
    /// <param name="format"><c>G</c> (or null) for names, <c>D</c> for numbers.</param>
    /// <param name="formatProvider">Not used: the text is the same in every culture.</param>
    /// <returns>A text that <see cref="Parse(string)"/> takes.</returns>
    /// <exception cref="FormatException">Another format.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        string member = format switch
        {
            null or "" or "G" or "g" => "G",
            "D" or "d" => "D",
            _ => throw new FormatException($"The format '{format}' is none of G (names) and D (numbers)."),
        };

        var text = new StringBuilder();
        foreach ((TState from, TState to) in _pairs)
        {
            if (text.Length > 0)
                text.Append(", ");
            text.Append(from.ToString(member)).Append('>').Append(to.ToString(member));
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToString()"/> has written.</summary>
    /// <param name="text">Pairs <c>from&gt;to</c>, separated by commas; states by name or by number.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">A pair cannot be read; the message has the pair and its position.</exception>
    public static TransitionSet<TState> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out TransitionSet<TState>? set, out string? fault) ? set : throw new FormatException(fault);
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">Pairs <c>from&gt;to</c>, separated by commas; states by name or by number.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    public static TransitionSet<TState> Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads what <see cref="ToString()"/> has written, if it can be read.</summary>
    /// <param name="s">Pairs <c>from&gt;to</c>, separated by commas; states by name or by number.</param>
    /// <param name="provider">Not used: the text is the same in every culture.</param>
    /// <param name="result">The set, or null.</param>
    /// <returns>Whether the text could be read.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [NotNullWhen(true)] out TransitionSet<TState>? result)
    {
        result = null;
        return s is not null && TryRead(s, out result, out _);
    }

    private static bool TryRead(
        string text,
        [NotNullWhen(true)] out TransitionSet<TState>? set,
        [NotNullWhen(false)] out string? fault)
    {
        set = null;
        fault = null;
        var pairs = new List<(TState, TState)>();
        if (!string.IsNullOrWhiteSpace(text))
        {
            int position = 0;
            foreach (string item in text.Split(','))
            {
                string[] ends = item.Split('>');
                if (ends.Length != 2 || !TryReadState(ends[0], out TState from) || !TryReadState(ends[1], out TState to))
                {
                    int first = position + item.Length - item.TrimStart().Length;
                    fault = $"'{item.Trim()}' at position {first} is not a transition 'from>to' of {typeof(TState).Name}.";
                    return false;
                }

                pairs.Add((from, to));
                position += item.Length + 1;
            }
        }

        set = new TransitionSet<TState>(pairs);
        return true;
    }

    // A comma cannot occur here, so the parser's form for flags ("A, B") is out of reach.
    private static bool TryReadState(string text, out TState state) =>
        Enum.TryParse(text.Trim(), ignoreCase: true, out state) && Enum.IsDefined(state);
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MigSdk.Spec;

/// <summary>
/// An immutable set of small non-negative numbers (indexes of states or features) with value equality.
/// <c>default(IndexSet)</c> is the empty set.
/// </summary>
[CollectionBuilder(typeof(IndexSet), nameof(Create))]
public readonly struct IndexSet : IEquatable<IndexSet>, IReadOnlyCollection<int>
{
    private const int WordBits = 64;

    // Almost every spec has fewer than 64 of anything: those sets allocate nothing.
    private readonly ulong _first;

    // Bits from 64 on, without zero words at the end; null when there are none. So equal sets have equal fields.
    private readonly ulong[]? _rest;

    private IndexSet(ulong first, ulong[]? rest)
    {
        int used = rest?.Length ?? 0;
        while (used > 0 && rest![used - 1] == 0)
        {
            used--;
        }

        if (rest is not null && used != rest.Length)
        {
            Array.Resize(ref rest, used);
        }

        _first = first;
        _rest = used == 0 ? null : rest;
    }

    /// <summary>The set without elements.</summary>
    public static IndexSet Empty => default;

    /// <summary>How many elements the set has.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int word = 0; word < WordCount; word++)
            {
                count += PopCount(Word(word));
            }

            return count;
        }
    }

    /// <summary>Whether the set has no elements.</summary>
    public bool IsEmpty => _first == 0 && _rest is null;

    private int WordCount => 1 + (_rest?.Length ?? 0);

    /// <summary>The set of the given numbers; a number given twice is in it once.</summary>
    /// <param name="indexes">The elements, each at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="indexes"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static IndexSet Of(params int[] indexes) =>
        Create(indexes ?? throw new ArgumentNullException(nameof(indexes)));

    /// <summary>The set of the given numbers: what a collection expression such as <c>[0, 2]</c> calls.</summary>
    /// <param name="indexes">The elements, each at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static IndexSet Create(ReadOnlySpan<int> indexes)
    {
        IndexSet set = default;
        foreach (int index in indexes)
        {
            set = set.Add(index);
        }

        return set;
    }

    /// <summary>Whether <paramref name="index"/> is in the set; false for a negative number.</summary>
    /// <param name="index">The number to look for.</param>
    public bool Contains(int index) => index >= 0 && (Word(index / WordBits) & (1UL << (index % WordBits))) != 0;

    /// <summary>This set and <paramref name="index"/>.</summary>
    /// <param name="index">The number to add, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public IndexSet Add(int index)
    {
        if (index < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, "An index is at least 0.");
        }

        ulong bit = 1UL << (index % WordBits);
        int word = index / WordBits;
        if (word == 0)
        {
            return new IndexSet(_first | bit, _rest);
        }

        ulong[] rest = new ulong[Math.Max(word, _rest?.Length ?? 0)];
        _rest?.CopyTo(rest, 0);
        rest[word - 1] |= bit;
        return new IndexSet(_first, rest);
    }

    /// <summary>The elements that are in this set, in <paramref name="other"/>, or in both.</summary>
    /// <param name="other">The other set.</param>
    public IndexSet Union(IndexSet other)
    {
        ulong[] rest = new ulong[Math.Max(WordCount, other.WordCount) - 1];
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = Word(i + 1) | other.Word(i + 1);
        }

        return new IndexSet(_first | other._first, rest);
    }

    /// <summary>The elements of this set that are not in <paramref name="other"/>.</summary>
    /// <param name="other">The other set.</param>
    public IndexSet Except(IndexSet other)
    {
        ulong[] rest = new ulong[WordCount - 1];
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = Word(i + 1) & ~other.Word(i + 1);
        }

        return new IndexSet(_first & ~other._first, rest);
    }

    /// <summary>Whether every element of this set is in <paramref name="other"/> too.</summary>
    /// <param name="other">The set that may be the greater one.</param>
    public bool IsSubsetOf(IndexSet other)
    {
        for (int word = 0; word < WordCount; word++)
        {
            if ((Word(word) & ~other.Word(word)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The elements in ascending order.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (int word = 0; word < WordCount; word++)
        {
            ulong bits = Word(word);
            for (int bit = 0; bits != 0; bit++, bits >>= 1)
            {
                if ((bits & 1) != 0)
                {
                    yield return (word * WordBits) + bit;
                }
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both sets have the same elements.</summary>
    /// <param name="other">The other set.</param>
    public bool Equals(IndexSet other) => IsSubsetOf(other) && other.IsSubsetOf(this);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IndexSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = 17;
        for (int word = 0; word < WordCount; word++)
        {
            hash = Hash.Combine(hash, Word(word).GetHashCode());
        }

        return hash;
    }

    /// <summary>The elements in braces, for example <c>{0, 2}</c>.</summary>
    public override string ToString()
    {
        List<string> elements = [];
        foreach (int index in this)
        {
            elements.Add(index.ToString(CultureInfo.InvariantCulture));
        }

        return "{" + string.Join(", ", elements) + "}";
    }

    /// <summary>Whether both sets have the same elements.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">The other set.</param>
    public static bool operator ==(IndexSet left, IndexSet right) => left.Equals(right);

    /// <summary>Whether an element is in one of the sets only.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">The other set.</param>
    public static bool operator !=(IndexSet left, IndexSet right) => !left.Equals(right);

    private static int PopCount(ulong bits)
    {
        int count = 0;
        for (; bits != 0; bits &= bits - 1)
        {
            count++;
        }

        return count;
    }

    private ulong Word(int word) =>
        word == 0 ? _first : _rest is not null && word <= _rest.Length ? _rest[word - 1] : 0;
}

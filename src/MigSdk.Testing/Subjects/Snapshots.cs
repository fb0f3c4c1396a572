using System;
using System.Collections.Generic;

namespace MigSdk.Testing.Subjects;

/// <summary>Compares what the author's function has given, and says how two of them differ.</summary>
internal sealed class Snapshots(IEqualityComparer<object>? comparer)
{
    private const int MaxText = 60;

    /// <summary>A snapshot that does not change any more: bytes are copied.</summary>
    internal static object Keep(object snapshot) => snapshot switch
    {
        byte[] bytes => bytes.Clone(),
        ReadOnlyMemory<byte> memory => memory.ToArray(),
        Memory<byte> memory => memory.ToArray(),
        ArraySegment<byte> segment => segment.ToArray(),
        _ => snapshot,
    };

    internal bool AreEqual(object a, object b)
    {
        if (comparer is not null)
            return comparer.Equals(a, b);
        return a is byte[] x && b is byte[] y ? x.AsSpan().SequenceEqual(y) : a.Equals(b);
    }

    internal static string Difference(object expected, object seen)
    {
        if (expected is byte[] x && seen is byte[] y)
        {
            int same = x.AsSpan().CommonPrefixLength(y);
            return x.Length != y.Length
                ? $"{y.Length} bytes instead of {x.Length}, the first difference at offset {same}"
                : $"another byte at offset {same}: {y[same]:x2} instead of {x[same]:x2}";
        }

        return $"{Shorten(seen)} instead of {Shorten(expected)}";
    }

    private static string Shorten(object value)
    {
        string text = value.ToString() ?? "";
        return text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), "…");
    }
}

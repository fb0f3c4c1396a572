using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>Where a file speaks of transitions at all: almost no method does, and nothing more is paid for those.</summary>
internal static class Mentions
{
    private static readonly ConditionalWeakTable<SyntaxTree, int[]> Known = new();

    /// <summary>Whether the name of a transition stands in a piece of code.</summary>
    public static bool InCode(SyntaxNode code, CancellationToken cancel)
    {
        if (!Known.TryGetValue(code.SyntaxTree, out int[]? places))
            places = Known.GetValue(code.SyntaxTree, tree => Find(tree.GetText(cancel).ToString()));
        if (places.Length == 0)
            return false;
        TextSpan span = code.Span;
        int first = Array.BinarySearch(places, span.Start);
        first = first < 0 ? ~first : first;
        return first < places.Length && places[first] < span.End;
    }

    // SetStateAsync begins with it.
    private static int[] Find(string text)
    {
        List<int> places = [];
        for (int at = text.IndexOf(GeneratedNames.SetState, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(GeneratedNames.SetState, at + 1, StringComparison.Ordinal))
        {
            places.Add(at);
        }

        return [.. places];
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Cli;

/// <summary>What somebody may have meant who typed a name that is not there.</summary>
internal static class Suggestions
{
    private const int MostListed = 20;

    /// <summary>A sentence with the nearest names, or with all where none is near.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">The names that there are; at least one.</param>
    internal static string For(string typed, IReadOnlyCollection<string> names)
    {
        string[] near = Near(typed, names);
        if (near.Length > 0)
            return $"Did you mean {string.Join(" or ", near)}?";
        string more = names.Count > MostListed ? $" and {names.Count - MostListed} more" : "";
        return $"There {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.Take(MostListed))}{more}.";
    }

    /// <summary>The names that a slip of the keys or a part left out may have turned into what was typed.</summary>
    internal static string[] Near(string typed, IEnumerable<string> names)
    {
        string wanted = LooseName.Of(typed);
        if (wanted.Length == 0)
            return [];
        (string Name, int Distance)[] ranked = [.. names
            .Select(name => (Name: name, Loose: LooseName.Of(name.Split('.')[^1])))
            .Select(n => (n.Name, Distance: n.Loose.StartsWith(wanted, StringComparison.Ordinal) ? 1 : Distance(wanted, n.Loose)))
            .Where(n => n.Distance <= Math.Max(1, wanted.Length / 3))
            .OrderBy(n => n.Distance)];
        return [.. ranked.Where(n => n.Distance == ranked[0].Distance).Select(n => n.Name)];
    }

    /// <summary>How many characters have to be inserted, removed or replaced to get from one text to the other.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

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
            .Select(n => (n.Name, Distance: IsBegun(wanted, n.Loose) ? 1 : Distance(wanted, n.Loose)))
            .Where(n => n.Distance <= Math.Max(1, wanted.Length / 3))
            .OrderBy(n => n.Distance)];
        return [.. ranked.Where(n => n.Distance == ranked[0].Distance).Select(n => n.Name)];
    }

    private static bool IsBegun(string typed, string name) => name.StartsWith(typed, StringComparison.Ordinal);

    /// <summary>
    /// How many characters have to be inserted, removed, replaced or swapped with their neighbour to get from one text to
    /// the other.
    /// </summary>
    private static int Distance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1),
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[left.Length, right.Length];
    }
}

using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Testing.Subjects;

/// <summary>What a device was asked for, one thing after the other: the walk in a report.</summary>
internal sealed class Trace(string role)
{
    private const int First = 2;
    private const int Last = 10;

    private readonly List<string> _entries = [];

    /// <returns>Where the entry stands, for <see cref="Amend"/>.</returns>
    internal int Add(string entry)
    {
        lock (_entries)
        {
            _entries.Add(entry);
            return _entries.Count - 1;
        }
    }

    /// <summary>Says how what was asked for ended.</summary>
    internal void Amend(int entry, string ending)
    {
        lock (_entries)
            _entries[entry] += ending;
    }

    /// <summary>Forgets everything but where it began.</summary>
    internal void Clear()
    {
        lock (_entries)
            _entries.RemoveRange(1, _entries.Count - 1);
    }

    public override string ToString()
    {
        lock (_entries)
        {
            IEnumerable<string> shown = _entries.Count <= First + Last
                ? _entries
                : [.. _entries.Take(First), $"… {_entries.Count - First - Last} more …", .. _entries.TakeLast(Last)];
            return $"{role}: " + string.Join(", ", shown);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MigSdk.Spec;

/// <summary>Rows of cells that are padded to the width of their columns. Empty cells show as a dash.</summary>
internal sealed class TextColumns
{
    /// <summary>The number of blanks between two columns.</summary>
    public const int GapWidth = 2;

    private readonly List<string[]> _rows = [];
    private readonly bool[] _right;

    /// <param name="head">The columns' headings; one that begins with a blank stands over right-aligned cells.</param>
    public TextColumns(params string[] head)
    {
        _right = [.. head.Select(title => title.StartsWith(" ", StringComparison.Ordinal))];
        _rows.Add([.. head.Select(title => title.Trim())]);
    }

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(cell => cell.Length == 0 ? "-" : cell)]);

    public void AppendTo(StringBuilder text)
    {
        int[] widths = [.. Enumerable.Range(0, _right.Length).Select(column => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) =>
                _right[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Line(string.Join(new string(' ', GapWidth), cells).TrimEnd());
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MigSdk.Spec.Tests;

/// <summary>One answer of the kernel's function, as the oracle file has it.</summary>
internal sealed record OracleRow(int Flags, int Current, int Target, int Errno, int? Next, int[] Path)
{
    public static IReadOnlyList<OracleRow> All { get; } = [.. Lines().Select(Parse)];

    private static IEnumerable<string> Lines()
    {
        using Stream file = typeof(OracleRow).Assembly.GetManifestResourceStream("vfio_next_state.tsv")!;
        using StreamReader reader = new(file);
        List<string> lines = [];
        while (reader.ReadLine() is string line)
        {
            if (line.Length > 0 && char.IsAsciiDigit(line[0]))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static OracleRow Parse(string line)
    {
        string[] cells = line.Split('\t');
        return new OracleRow(
            Number(cells[0]),
            Number(cells[1]),
            Number(cells[2]),
            Number(cells[3]),
            cells[4] == "-" ? null : Number(cells[4]),
            cells[5] == "-" ? [] : Array.ConvertAll(cells[5].Split('>'), Number));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MigSdk.Tests;

/// <summary>What the kernel's own function answers: every row of <c>vfio_next_state.tsv</c>.</summary>
internal sealed record OracleRow(
    MigrationFeatures Flags, MigrationState Current, MigrationState Target, int Errno, MigrationState? Next, MigrationState[] Path)
{
    internal bool IsSupported => Errno == 0;
}

internal static class Oracle
{
    internal static IReadOnlyList<OracleRow> Rows { get; } = [.. Read()];

    private static IEnumerable<OracleRow> Read()
    {
        using Stream data = typeof(Oracle).Assembly.GetManifestResourceStream("vfio_next_state.tsv")!;
        using var reader = new StreamReader(data);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.StartsWith("flags"))
                continue;
            string[] cells = line.Split('\t');
            yield return new OracleRow(
                (MigrationFeatures)ulong.Parse(cells[0]),
                State(cells[1]),
                State(cells[2]),
                int.Parse(cells[3]),
                cells[4] == "-" ? null : State(cells[4]),
                cells[5] == "-" ? [] : [.. cells[5].Split('>').Select(State)]);
        }
    }

    private static MigrationState State(string number) => (MigrationState)uint.Parse(number);
}

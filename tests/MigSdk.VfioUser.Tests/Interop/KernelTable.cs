using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>What the kernel's own function answers.</summary>
internal static class KernelTable
{
    internal static IEnumerable<(uint Current, uint Target, int Errno)> Rows(uint flags)
    {
        using Stream file = typeof(KernelTable).Assembly.GetManifestResourceStream("vfio_next_state.tsv")!;
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split('\t');
            if (line[0] != '#' && fields[0] == flags.ToString(CultureInfo.InvariantCulture))
            {
                yield return (
                    uint.Parse(fields[1], CultureInfo.InvariantCulture),
                    uint.Parse(fields[2], CultureInfo.InvariantCulture),
                    int.Parse(fields[3], CultureInfo.InvariantCulture));
            }
        }
    }
}

using System;
using System.Globalization;

namespace MigSdk.VfioUser.Benchmarks;

/// <summary>What the server allocates per message, measured with client and server in one process.</summary>
internal static class Allocations
{
    internal static void Print(string path)
    {
        Console.WriteLine();
        Console.WriteLine("| message | bytes allocated for each |");
        Console.WriteLine("|---|---|");
        foreach (Measurement measurement in Measurement.All)
        {
            using var client = new Client(path);
            measurement.Prepare(client);

            // Often enough that tiers and pools have settled.
            int batches = Math.Max(1, 4000 / measurement.Batch);
            for (int i = 0; i < batches; i++)
                measurement.Run(client, measurement.Batch);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < batches; i++)
                measurement.Run(client, measurement.Batch);
            double each = (GC.GetTotalAllocatedBytes(precise: true) - before) / ((double)batches * measurement.Batch);
            measurement.Finish(client);
            Console.WriteLine($"| {measurement.Name} | {each.ToString("0.##", CultureInfo.InvariantCulture)} |");
        }
    }
}

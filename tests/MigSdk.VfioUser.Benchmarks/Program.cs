using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace MigSdk.VfioUser.Benchmarks;

/// <summary>See README.md.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (Option(args, "--serve") is { } own)
        {
            await Server.ServeAsync(own);
            return 0;
        }

        if (Array.IndexOf(args, "--allocations") >= 0)
        {
            string path = Server.NewPath();
            await using VfioUserServer server = Server.Start(path);
            Allocations.Print(path);
            return 0;
        }

        double seconds = double.Parse(Option(args, "--seconds") ?? "0.5");
        int rounds = int.Parse(Option(args, "--rounds") ?? "5");
        using Server.Child? child = Option(args, "--socket") is null ? Server.StartChild() : null;
        List<(string Name, string Path)> servers = [(child is null ? "server" : "MigSdk", Option(args, "--socket") ?? child!.Path)];
        if (Option(args, "--peer") is { } peer)
            servers.Add(("peer", peer));
        foreach ((_, string path) in servers)
        {
            if (!File.Exists(path))
            {
                Console.Error.WriteLine($"There is no socket {path}.");
                return 2;
            }
        }

        new Comparison(servers, TimeSpan.FromSeconds(seconds), rounds).Run(Option(args, "--filter"));
        return 0;
    }

    private static string? Option(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}

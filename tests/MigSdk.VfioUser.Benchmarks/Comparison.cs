using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MigSdk.VfioUser.Benchmarks;

/// <summary>Measures one server, or two in turns, and prints a table.</summary>
internal sealed class Comparison(IReadOnlyList<(string Name, string Path)> servers, TimeSpan perRound, int rounds)
{
    internal void Run(string? filter)
    {
        Console.WriteLine($"{rounds} rounds of {perRound.TotalSeconds:0.##} s each, the median of the rounds.");
        Console.WriteLine();
        string names = string.Concat(servers.Select(server => $" {server.Name} |"));
        Console.WriteLine($"| measured | unit |{names}{(servers.Count == 2 ? " ratio |" : "")}");
        Console.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("---|", servers.Count == 2 ? 3 : servers.Count))}");
        foreach (Measurement measurement in Measurement.All)
        {
            if (filter is null || measurement.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
                Print(measurement);
        }
    }

    // In turns, so that what else the machine does meets both.
    private void Print(Measurement measurement)
    {
        List<double>[] rates = [.. servers.Select(_ => new List<double>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < servers.Count; i++)
                rates[i].Add(TryRate(measurement, servers[i]));
        }

        double[] medians = [.. rates.Select(Median)];
        string cells = string.Concat(medians.Select(rate => $" {rate.ToString("N0", CultureInfo.InvariantCulture)} |"));
        string ratio = medians.Length == 2 ? $" {(medians[0] / medians[1]).ToString("0.00", CultureInfo.InvariantCulture)} |" : "";
        Console.WriteLine($"| {measurement.Name} | {measurement.Unit} |{cells}{ratio}");
    }

    // What one server cannot do is no reason not to measure the other.
    private double TryRate(Measurement measurement, (string Name, string Path) server)
    {
        try
        {
            return Rate(measurement, server.Path);
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException or Win32Exception)
        {
            Console.Error.WriteLine($"{server.Name}, {measurement.Name}: {cause.Message}");
            return double.NaN;
        }
    }

    private double Rate(Measurement measurement, string path)
    {
        using var client = new Client(path);
        measurement.Prepare(client);
        measurement.Run(client, measurement.Batch);
        long operations = 0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < perRound)
        {
            measurement.Run(client, measurement.Batch);
            operations += measurement.Batch;
        }

        double rate = operations * measurement.PerOperation / clock.Elapsed.TotalSeconds;
        measurement.Finish(client);
        return rate;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}

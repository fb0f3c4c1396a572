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
        string ratio = servers.Count == 2 ? " ratio |" : "";
        Console.WriteLine($"| measured | unit |{names}{ratio} µs of CPU:{names}{ratio}");
        Console.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("---|", servers.Count == 2 ? 7 : 3))}");
        foreach (Measurement measurement in Measurement.All)
        {
            if (filter is null || measurement.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
                Print(measurement);
        }
    }

    // In turns, so that what else the machine does meets both.
    private void Print(Measurement measurement)
    {
        List<Result>[] results = [.. servers.Select(_ => new List<Result>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < servers.Count; i++)
            {
                // The round before the first is for the compiler, which is still at work in it.
                Result result = TryMeasure(measurement, servers[i]);
                if (round >= 0)
                    results[i].Add(result);
            }
        }

        string rates = Cells([.. results.Select(list => Median(list.Select(result => result.Rate)))], "N0");
        string costs = Cells([.. results.Select(list => Median(list.Select(result => result.Cost)))], "N1");
        Console.WriteLine($"| {measurement.Name} | {measurement.Unit} |{rates}{costs}");
    }

    private static string Cells(double[] medians, string format)
    {
        string cells = string.Concat(medians.Select(value => $" {value.ToString(format, CultureInfo.InvariantCulture)} |"));
        return medians.Length == 2 ? $"{cells} {(medians[0] / medians[1]).ToString("0.00", CultureInfo.InvariantCulture)} |" : cells;
    }

    // What one server cannot do is no reason not to measure the other.
    private Result TryMeasure(Measurement measurement, (string Name, string Path) server)
    {
        try
        {
            return Measure(measurement, server.Path);
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException or Win32Exception)
        {
            Console.Error.WriteLine($"{server.Name}, {measurement.Name}: {cause.Message}");
            return new Result(double.NaN, double.NaN);
        }
    }

    private Result Measure(Measurement measurement, string path)
    {
        using var client = new Client(path);
        measurement.Prepare(client);
        measurement.Run(client, measurement.Batch);
        long operations = 0;
        TimeSpan before = ServerProcess.CpuTime(client.ServerProcessId);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < perRound)
        {
            measurement.Run(client, measurement.Batch);
            operations += measurement.Batch;
        }

        double rate = operations * measurement.PerOperation / clock.Elapsed.TotalSeconds;
        double cost = (ServerProcess.CpuTime(client.ServerProcessId) - before).TotalMicroseconds / operations;
        measurement.Finish(client);
        return new Result(rate, cost);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <param name="Rate">In the measurement's unit.</param>
    /// <param name="Cost">The server's CPU time for an operation, in microseconds.</param>
    private readonly record struct Result(double Rate, double Cost);
}

using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>Two devices and a guest, migrated there and back with faults. All that is chosen follows from the seed.</summary>
internal sealed class Voyage(int seed, Tally tally)
{
    private readonly List<string> _log = [];

    internal async Task RunAsync()
    {
        var random = new Random(seed);
        Route route = Route.Choose(random);
        try
        {
            await using End first = await CreateAsync(route.First, route.FirstIsServed);
            await using End second = await CreateAsync(route.Second, route.SecondIsServed);
            await SailAsync(random, route, first, second);
        }
        catch (Exception cause)
        {
            throw new SoakException($"{route}\n{string.Join('\n', _log)}\n{cause.Message}", cause);
        }
    }

    private async Task SailAsync(Random random, Route route, End first, End second)
    {
        var guest = new Guest();
        (End source, End destination) = (first, second);
        source.Device.Device.BeginJob(seed: (ulong)seed);
        guest.RunOn(source);
        try
        {
            for (int i = 0; i < route.Migrations; i++)
            {
                var fault = Fault.Choose(random, route);
                End winner = await CrossAsync(route, source, destination, guest, fault);
                if (winner == source)
                    winner = await CrossAsync(route, source, destination, guest, Fault.None);
                if (winner == source)
                    throw new SoakException("A migration without a fault has failed.");
                (source, destination) = (destination, source);
            }
        }
        finally
        {
            await guest.PauseAsync();
        }
    }

    private async Task<End> CrossAsync(Route route, End source, End destination, Guest guest, Fault fault)
    {
        _log.Add($"  {_log.Count + 1}: {source} -> {destination}, {fault}");
        Outcome outcome = await new Crossing(source, destination, guest, fault, route.IsBetweenHosts).RunAsync();
        _log[^1] += $": {outcome}";
        tally.Add(fault, outcome);
        return await new Aftermath(source, destination, guest, outcome).SettleAsync();
    }

    private static async Task<End> CreateAsync(DriverKind kind, bool isServed) =>
        isServed ? await ServedEnd.StartAsync(kind) : new LocalEnd(kind);
}

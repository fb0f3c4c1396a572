using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>Voyage after voyage, whose seeds follow each other, while what the process holds stays flat.</summary>
/// <param name="seed">The first voyage's seed. A run from the seed of a voyage that failed begins with that voyage.</param>
/// <param name="goesOn">Whether there is to be another voyage, by how many there were and the time that they took.</param>
/// <param name="isWarm">The same, whether what is held then is what is held always.</param>
/// <param name="say">Takes the progress, line by line.</param>
internal sealed class SoakRun(
    int seed, Func<int, TimeSpan, bool> goesOn, Func<int, TimeSpan, bool> isWarm, Action<string> say)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly Tally _tally = new();
    private Holdings? _baseline;

    internal async Task RunAsync()
    {
        say($"MIGSDK_SOAK_SEED={seed}");
        TimeSpan lastLook = TimeSpan.Zero;
        int voyages = 0;
        while (goesOn(voyages, Elapsed))
        {
            await SailAsync(unchecked(seed + voyages));
            voyages++;
            if ((_baseline is null && isWarm(voyages, Elapsed)) || Elapsed - lastLook >= Interval)
            {
                lastLook = Elapsed;
                await LookAsync(voyages);
            }
        }

        await LookAsync(voyages);
        say($"Faults that came to pass: {_tally.Faults()}.");
    }

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begin);

    private async Task SailAsync(int voyage)
    {
        try
        {
            await new Voyage(voyage, _tally).RunAsync();
        }
        catch (Exception cause)
        {
            string message = $"MIGSDK_SOAK_SEED={voyage} repeats this voyage, after {_tally}:\n{cause.Message}";
            say(message);
            throw new SoakException(message, cause);
        }
    }

    private async Task LookAsync(int voyages)
    {
        Holdings now = await Holdings.SettledAsync(_baseline);
        bool isBaseline = _baseline is null && isWarm(voyages, Elapsed);
        if (isBaseline)
            _baseline = now;
        say($"{Elapsed:hh\\:mm\\:ss} {voyages} voyages, {_tally}; {now}{(isBaseline ? " (warm)" : "")}");
        if (_baseline is { } flat && now.GrowthOver(flat) is { } growth)
            throw new SoakException($"Not flat: {growth}. When warm: {flat}; now: {now}.");
    }
}

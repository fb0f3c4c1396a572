using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

internal sealed class ResourcesCheck : Check
{
    private const int Quarters = 4;
    private const int Migrations = 1_000;
    private const int LeastMigrations = 40;
    private const int Confirmations = 2;
    private const long BytesPerMigration = 256;
    private const long LeastBytes = 64 * 1024;
    private static readonly TimeSpan TimeForAll = TimeSpan.FromSeconds(2);

    internal override ConformanceCheck Name => ConformanceCheck.Resources;

    internal override string Law =>
        "What a migration takes it gives back: descriptors, memory, threads, timers (the SDK's laws, sessions).";

    internal override IReadOnlyList<ConformanceCheck> Needs => [ConformanceCheck.Repetition, ConformanceCheck.Abandonment];

    internal override Task RunAsync(CheckRun run) => run.CaseAsync("migrations and resets in great number", async () =>
    {
        Subject first = await run.CreateAsync("first");
        Subject second = await run.CreateAsync("second");
        long? held = run.Settings.HasResources ? await first.CountResourcesAsync() : null;
        int perQuarter = await MeasureAsync(run, first, second);

        // Others in this process take and give back too: only what grows all the time, and each time again, is a leak.
        string? leak = null;
        int done = 0;
        for (int i = 0; i < Confirmations; i++)
        {
            leak = await FindGrowthAsync(first, second, perQuarter);
            done += Quarters * perQuarter;
            if (leak is null)
                break;
        }

        run.Note($"{done} migrations, each with a reset.");
        if (leak is not null)
            throw new CheckFailedException("as much to be held after migrations as before", leak);
        if (held is { } resources)
            await RoundTrips.ExpectResourcesAsync(first, resources);
    });

    /// <summary>How many migrations are a quarter of what there is time for.</summary>
    private static async Task<int> MeasureAsync(CheckRun run, Subject first, Subject second)
    {
        const int Trial = 5;
        await CycleAsync(first, second, Trial);
        long begin = Stopwatch.GetTimestamp();
        await CycleAsync(first, second, Trial);
        TimeSpan each = Stopwatch.GetElapsedTime(begin) / Trial;
        double there = TimeForAll * run.Settings.Effort / each;
        return (int)Math.Clamp(there, LeastMigrations, Migrations) / Quarters;
    }

    private static async Task<string?> FindGrowthAsync(Subject first, Subject second, int migrations)
    {
        var growth = new Holdings(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue);
        Holdings before = Holdings.Now();
        for (int i = 0; i < Quarters; i++)
        {
            await CycleAsync(first, second, migrations);
            Holdings now = Holdings.Now();
            growth = new Holdings(
                Math.Min(growth.Descriptors, now.Descriptors - before.Descriptors),
                Math.Min(growth.Threads, now.Threads - before.Threads),
                Math.Min(growth.Timers, now.Timers - before.Timers),
                Math.Min(growth.Bytes, now.Bytes - before.Bytes));
            before = now;
        }

        long few = Math.Max(4, migrations / 4);
        return growth.Descriptors >= few ? Say(growth.Descriptors, "descriptors", migrations)
            : growth.Threads >= few ? Say(growth.Threads, "threads", migrations)
            : growth.Timers >= few ? Say(growth.Timers, "timers", migrations)
            : growth.Bytes >= Math.Max(LeastBytes, BytesPerMigration * migrations) ? Say(growth.Bytes, "bytes", migrations)
            : null;
    }

    private static string Say(long growth, string what, int migrations) =>
        $"{growth} {what} more after every {migrations} migrations";

    private static async Task CycleAsync(Subject first, Subject second, int count)
    {
        for (int i = 0; i < count; i++)
        {
            (Subject source, Subject destination) = i % 2 == 0 ? (first, second) : (second, first);
            await source.BringToAsync(Running);
            SavedStream stream = await source.SaveAsync(Running);
            await destination.LoadAsync(stream.Bytes);
            await destination.SetStateAsync(Running);
            await source.ResetAsync();
            await destination.ResetAsync();
            source.Trace.Clear();
            destination.Trace.Clear();
        }
    }
}

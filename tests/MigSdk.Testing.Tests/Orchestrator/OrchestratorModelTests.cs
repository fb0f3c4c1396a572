using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host;
using Xunit;
using Xunit.Abstractions;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>
/// The live migration as a closed system: everything that can come of every operation, in every order, up to a number of
/// mishaps. Never both sides run, what runs and what is lost is said, and it always ends.
/// </summary>
public sealed class OrchestratorModelTests(ITestOutputHelper output)
{
    private static readonly int Mishaps = Environment.GetEnvironmentVariable("MIGSDK_MODEL") == "full" ? 4 : 2;

    [Fact]
    public async Task Whatever_happens_one_side_runs_or_the_error_says_which_does_not()
    {
        var seen = new HashSet<(ModelState, ModelState, bool)>();
        int runs = 0;
        foreach (ModelKind source in ModelKind.All)
        {
            foreach (ModelKind destination in ModelKind.All)
                runs += await ExploreAsync(source, destination, source == destination ? Mishaps : Mishaps - 1, seen, _ => { });
        }

        output.WriteLine($"{runs} migrations with up to {Mishaps} mishaps, {seen.Count} states of source, destination and host");
        Assert.InRange(seen.Count, 90, int.MaxValue);
    }

    // A guard is taken out by having its question answered wrongly. Each of these shows what the guard is there for.
    [Fact]
    public Task Without_a_look_at_a_destination_that_failed_both_would_run() => IsNeededAsync(
        world => world.Destination.Says = state => WasAskedToRun(world) ? Resuming : state,
        "both run");

    [Fact]
    public Task Without_a_look_at_the_source_before_the_destination_runs_both_would_run() => IsNeededAsync(
        world =>
        {
            // Somebody resets the source while its stream is read.
            world.Others = (device, what) =>
            {
                if (device == world.Source && device.State == StopCopy && what == "GetState")
                    device.Reset();
            };
            world.Source.Says = state => world.Source.Content == 0 ? StopCopy : state;
        },
        "both run");

    [Fact]
    public Task Without_a_look_at_the_destination_before_it_runs_it_would_run_on_nothing() => IsNeededAsync(
        world =>
        {
            world.Others = (device, what) =>
            {
                if (device == world.Destination && device.State == Resuming && what == "GetState")
                    device.Reset();
            };
            world.Destination.Says = state => world.Log.Contains("destination SetState Resuming") ? Resuming : state;
        },
        "a migration that succeeded has lost the state");

    [Fact]
    public Task Without_a_reset_that_works_the_error_would_not_be_true() => IsNeededAsync(
        world =>
        {
            world.Destination.IgnoresReset = true;
            // What it is in cannot be told for a while, so that it has to be fenced.
            world.Destination.Says = state =>
                WasAskedToRun(world) ? throw new MigrationException(Errno.EIO, "no answer") : state;
        },
        "the error says that neither side runs");

    private static bool WasAskedToRun(ModelWorld world) =>
        world.Log.Exists(entry => entry.StartsWith("destination SetState Running", StringComparison.Ordinal));

    private async Task IsNeededAsync(Action<ModelWorld> takeOut, string violation)
    {
        ModelKind kind = ModelKind.All[0];
        var violations = new List<string>();
        await ExploreAsync(kind, kind, 1, [], takeOut, violations);
        output.WriteLine(violations.FirstOrDefault(found => found.StartsWith(violation, StringComparison.Ordinal)) ?? "");
        Assert.Contains(violations, found => found.StartsWith(violation, StringComparison.Ordinal));
    }

    private static async Task<int> ExploreAsync(
        ModelKind source,
        ModelKind destination,
        int mishaps,
        HashSet<(ModelState, ModelState, bool)> seen,
        Action<ModelWorld> change,
        List<string>? violations = null)
    {
        var choices = new Choices(mishaps);
        while (choices.TryBegin())
        {
            var world = new ModelWorld(choices, seen, source, destination);
            change(world);
            await MigrateAsync(world);
            violations?.AddRange(world.Violations);
            if (violations is null)
                Assert.True(world.Violations.Count == 0, string.Join('\n', [.. world.Violations, .. world.Log]));
        }

        return choices.Runs;
    }

    private static async Task MigrateAsync(ModelWorld world)
    {
        var options = new LiveMigrationOptions { BufferSize = 4, MaxRounds = 1, DowntimeTarget = TimeSpan.Zero };
        world.Look();
        LiveMigrationException? failure = null;
        try
        {
            await LiveMigration.RunAsync(world.Source, world.Destination, options, null, world.Host.Token);
        }
        catch (LiveMigrationException cause)
        {
            failure = cause;
        }

        if (failure is null)
        {
            if (world.Destination.Content != 7)
                world.Violate("a migration that succeeded has lost the state");
            if (!world.Destination.RunsMigrated || world.Source.IsRunning)
                world.Violate("a migration that succeeded has left another side running than the destination");
            return;
        }

        Judge(world, failure);
    }

    private static void Judge(ModelWorld world, LiveMigrationException failure)
    {
        ModelDevice source = world.Source;
        ModelDevice destination = world.Destination;
        bool isTrue = failure.RunningSide switch
        {
            RunningSide.Source => source.IsRunning && !destination.RunsMigrated,
            RunningSide.Destination => destination.RunsMigrated && !source.IsRunning,
            RunningSide.Neither => !source.IsRunning && !destination.RunsMigrated,
            // Nobody could know: a device is gone, or does not do what it is asked for.
            _ => source.IsLost || destination.IsLost || failure.RecoveryFailures.Count > 0,
        };
        if (!isTrue)
        {
            string side = failure.RunningSide == RunningSide.Neither ? "neither side" : $"the {failure.RunningSide} side";
            world.Violate($"the error says that {side} runs");
        }

        // What is lost is said: the state is at one of the two, or the source was reset and the error says so.
        bool isHeld = source.Content == 7 || (destination.Content == 7 && destination.State != Error);
        if (!isHeld && !failure.SourceWasReset && failure.RunningSide is RunningSide.Source or RunningSide.Destination)
            world.Violate("the state is lost, and the error does not say so");
    }
}

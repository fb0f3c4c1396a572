using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Interleavings.Tests.Scenarios;

namespace MigSdk.Interleavings.Tests;

/// <summary>All runs of a scenario. Called in the world that is explored, with values of the framework only.</summary>
public static class Exploration
{
    /// <summary>Goes through all interleavings, until one fails.</summary>
    /// <param name="scenario">The name of the scenario's class.</param>
    /// <returns>How many runs and operations there were, and how one has failed.</returns>
    public static (long Runs, long Pruned, long Events, int Longest, string? Failure) Explore(string scenario)
    {
        var explorer = new Explorer();
        string? failure = null;
        while (failure is null && explorer.TryBegin())
        {
            if (Run(scenario, explorer) is { } cause)
                failure = Describe(scenario, explorer.Schedule, cause);
        }

        return (explorer.Runs, explorer.Pruned, explorer.Events, explorer.Longest, failure);
    }

    /// <summary>Repeats one run.</summary>
    /// <param name="scenario">The name of the scenario's class.</param>
    /// <param name="schedule">The schedule, as a failure prints it.</param>
    /// <returns>What every actor does, and how the run fails if it does.</returns>
    public static string Replay(string scenario, string schedule) => Describe(scenario, schedule, null);

    private static string Describe(string scenario, string schedule, Exception? expected)
    {
        var replay = new Replay(schedule);
        Exception? cause = Run(scenario, replay) ?? expected;
        string failure = cause is null ? "" : $": {cause.GetType().Name}: {cause.Message}";
        return $"{scenario}{failure}\n  schedule: {schedule}{replay.Log}";
    }

    private static Exception? Run(string name, ISchedule schedule)
    {
        Scenario scenario = Scenario.Of(name);
        var execution = new Execution(schedule);
        var tasks = new List<Task>();
        execution.Run([.. scenario.Actors.Select(actor => (actor.Name, (Action)(() => tasks.Add(actor.Body()))))]);
        if (execution.Failure is { } failure)
            return failure;
        if (schedule.WasCut)
            return null;
        try
        {
            foreach (Task task in tasks)
                task.GetAwaiter().GetResult();
            scenario.Afterwards();
            return null;
        }
        catch (Exception cause)
        {
            return cause;
        }
    }
}

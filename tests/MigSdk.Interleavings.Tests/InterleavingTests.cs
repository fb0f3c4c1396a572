using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// In no order of their operations do hosts, handlers, driver and resets lose a reset, a waiter, a wake-up or a session, get in
/// each other's way, or come to a standstill.
/// </summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    public static TheoryData<string> Pairs => new(
        PairsOf("Plain", "Arc", "Walk", "Failing", "Resetting", "Task", "Cancellable", "Cancel", "Reset", "ResetAsync", "State")
            .Concat(PairsOf("Awaiting", "Task", "Cancellable", "Cancel", "Reset", "ResetAsync", "State"))
            .Concat(PairsOf("Saving", "Read", "Put", "StopCopy", "Leave", "LeaveAsync", "Reset"))
            .Concat(
            [
                "Saving: Drain Put", "Saving: Drain StopCopy", "Saving: Drain Leave", "Saving: Drain LeaveAsync", "Saving: Drain Reset",
                "Saving: CancelledRead CancelRead", "Saving: CancelledRead Leave", "Saving: CancelledRead Reset",
                "Restoring: Walk Arc", "Restoring: Walk Reset", "Queueing: Task Task",
            ]));

    public static TheoryData<string> Triples => new(Effort.IsFull ? [.. OrdinaryTriples, .. LongTriples] : OrdinaryTriples);

    private static string[] OrdinaryTriples =>
    [
        "Plain: Cancellable Reset Cancel", "Plain: Resetting Cancellable Cancel", "Plain: Walk Reset State",
        "Awaiting: Cancellable Reset Cancel", "Awaiting: Cancellable Task Cancel", "Saving: Drain Put Leave",
    ];

    private static IEnumerable<string> LongTriples =>
    [
        .. TriplesOf("Plain", "Arc", "Walk", "Reset", "ResetAsync")
            .Union(TriplesOf("Plain", "Arc", "Walk", "Failing", "Task", "Cancellable", "State")),
        "Awaiting: Task Task Task", "Awaiting: Task Task Reset", "Awaiting: Task Task ResetAsync",
        "Awaiting: Task Reset Reset", "Awaiting: Task Reset ResetAsync", "Awaiting: Task ResetAsync ResetAsync",
        "Restoring: Walk Arc Reset",
        "Saving: Read Read Leave", "Saving: Read Leave Reset", "Saving: Drain StopCopy Reset", "Saving: Drain Leave Reset",
    ];

    [Theory, MemberData(nameof(Pairs))]
    public void Of_two_actors_none_breaks_a_law(string scenario) => AssertAllRunsHold(scenario);

    [Theory, MemberData(nameof(Triples))]
    public void Of_three_actors_none_breaks_a_law(string scenario) => AssertAllRunsHold(scenario);

    private void AssertAllRunsHold(string scenario)
    {
        var watch = Stopwatch.StartNew();
        (long runs, long pruned, long operations, int longest, string? failure) = World.Shipped.Explore(scenario);
        Assert.True(failure is null, failure);
        output.WriteLine(
            $"{scenario}: {runs} runs ({pruned} more were cut short), {operations} operations, at most {longest} in a run; "
            + $"{watch.Elapsed.TotalSeconds:f1} s");
    }

    private static IEnumerable<string> PairsOf(string kind, params string[] actors) =>
        from first in Enumerable.Range(0, actors.Length)
        from second in Enumerable.Range(first, actors.Length - first)
        select $"{kind}: {actors[first]} {actors[second]}";

    private static IEnumerable<string> TriplesOf(string kind, params string[] actors) =>
        from first in Enumerable.Range(0, actors.Length)
        from second in Enumerable.Range(first, actors.Length - first)
        from third in Enumerable.Range(second, actors.Length - second)
        select $"{kind}: {actors[first]} {actors[second]} {actors[third]}";
}

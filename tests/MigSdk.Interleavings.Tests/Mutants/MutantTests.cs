using System;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.Interleavings.Tests;

/// <summary>Every law has faults against it, and each of them is found.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const string Schedule = "  schedule: ";
    private const string Gate = "Engine/TransitionGate.cs";

    public static TheoryData<Mutant> Tried => new(Effort.IsFull ? [.. OneOfEachLaw, .. Others] : OneOfEachLaw);

    private static Mutant[] OneOfEachLaw =>
    [
        new Mutant("Enters without an exchange", "Plain: Arc Arc", Gate,
            ("return Interlocked.CompareExchange(ref _word, BusyHere, 0) == 0;",
                "if (Volatile.Read(ref _word) != 0) return false; Volatile.Write(ref _word, BusyHere); return true;")),
        new Mutant("Hands over past a request for a reset", "Plain: Walk Walk Reset", Gate,
            ("            if (IsResetRequested)\n                return false;\n            while", "            while")),
        new Mutant("Requests a reset outside of the lock", "Plain: Walk ResetAsync", Gate,
            ("CancellationTokenSource? cancel;\n        lock (_lock)", "CancellationTokenSource? cancel;\n        lock (new object())")),
        new Mutant("Forgets those who still wait", "Awaiting: Task Task Task", Gate,
            ("if (_waiters.Count == 0)", "if (_waiters.Count >= 0)")),
        new Mutant("Serves the last one first", "Queueing: Task Pair", Gate,
            ("Queue<TaskCompletionSource> _waiters", "Stack<TaskCompletionSource> _waiters"),
            ("_waiters.Enqueue(waiter)", "_waiters.Push(waiter)"),
            ("_waiters.TryDequeue(out", "_waiters.TryPop(out")),
        new Mutant("Keeps a cancelled token for the next one", "Awaiting: Task Task Reset", Gate,
            ("            // Its cancellation was meant for the transition that ends here.\n            _cancel = null;\n", "")),
        new Mutant("Tells of a reset before it", "Plain: Walk ResetAsync", "Engine/StateMachineCore.Reset.cs",
            ("= _gate.TakeResetRequest();", "= _gate.TakeResetRequest(); effect?.TrySetResult();"),
            ("effect?.SetResult();", "effect?.TrySetResult();")),
        new Mutant("Shows a state that is none", "Plain: Reset State", "Engine/StateMachineCore.Reset.cs",
            ("            steps.ResetDevice();", "            _state.Value = default;\n            steps.ResetDevice();")),
        new Mutant("Releases a session under a read", "Saving: Read Reset", "Sessions/MigrationSession.cs",
            ("        if (!_turn.Wait(0))\n            return;\n        try", "        _turn.Wait(0);\n        try")),
        new Mutant("Takes the flag down after the look", "Saving: Drain Put", "Sessions/SavingSession.cs",
            ("            lock (_signal)\n                _dataReady = false;\n", ""),
            ("int count = await ProduceAsync(buffer, token).ConfigureAwait(false);",
                "int count = await ProduceAsync(buffer, token).ConfigureAwait(false); lock (_signal) _dataReady = false;")),
    ];

    private static Mutant[] Others =>
    [
        new Mutant("Leaves once and not again", "Awaiting: Task Cancellable Cancel", Gate,
            ("        while (!TryLeaveAtOnce())", "        if (!TryLeaveAtOnce())")),
        new Mutant("Leaves without an exchange", "Plain: Walk ResetAsync", Gate,
            ("return Interlocked.CompareExchange(ref _word, 0, word) == word;", "{ Volatile.Write(ref _word, 0); return true; }")),
        new Mutant("Gives the gate to one who has gone", "Awaiting: Task Cancellable Cancel", Gate,
            ("                if (waiter.TrySetResult())\n                    return true;",
                "                waiter.TrySetResult();\n                return true;")),
        new Mutant("Changes the owner without an exchange", "Awaiting: Task Reset", Gate,
            ("long seen = Interlocked.CompareExchange(ref _word, (word & Flags) | ((long)thread << OwnerShift), word);",
                "long seen = word; Volatile.Write(ref _word, (word & Flags) | ((long)thread << OwnerShift));")),
        new Mutant("Returns as if nothing had been reset", "Plain: Walk Reset", "Engine/StateMachineCore.Walks.cs",
            ("wasReset = true;", "wasReset = false;")),
        new Mutant("Takes no turn for an arc", "Saving: Read Leave", "Engine/StateMachineCore.Walks.cs",
            ("OpenSession?.TakeTurn(TransitionToken);", "")),
        new Mutant("Releases a session twice", "Saving: Read Leave", "Sessions/MigrationSession.cs",
            ("if (Interlocked.Exchange(ref _released, 1) == 0)", "if (Interlocked.Exchange(ref _released, 1) >= 0)")),
        new Mutant("Releases no session after a read", "Saving: Read Reset", "Sessions/MigrationSession.cs",
            ("        _turn.Release();\n        if (IsClosed)\n            ReleaseIfUnused();", "        _turn.Release();")),
        new Mutant("Wakes nobody at the end", "Saving: Drain Leave", "Sessions/SavingSession.cs",
            ("private protected override void OnClosing() => NotifyData();", "private protected override void OnClosing() { }")),
    ];

    [Fact]
    public void Each_of_them_still_has_its_place() =>
        Assert.All([.. OneOfEachLaw, .. Others], mutant => Assert.NotEmpty(MutatedSource.Edit(mutant)));

    [Theory, MemberData(nameof(Tried))]
    public void Is_found(Mutant mutant)
    {
        World world = World.Of(MutatedSource.Compile(mutant));
        string? failure = world.Explore(mutant.Scenario).Failure;
        Assert.True(failure is not null, $"No run of '{mutant.Scenario}' fails.");
        output.WriteLine(failure);

        // What is printed is enough to have it again.
        string schedule = failure.Split('\n').Single(line => line.StartsWith(Schedule, StringComparison.Ordinal))[Schedule.Length..];
        Assert.Equal(failure, world.Replay(mutant.Scenario, schedule));
    }
}

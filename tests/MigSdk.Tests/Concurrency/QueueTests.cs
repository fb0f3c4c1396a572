using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>One transition at a time; callers queue in the order in which they came.</summary>
public sealed class QueueTests
{
    // Each of these is one arc from the one before, and something else in any other order.
    private static readonly MigrationState[] Order = [RunningP2P, Stop, RunningP2P, Running, PreCopy, PreCopyP2P, StopCopy, Stop];

    [Fact]
    public async Task Callers_that_block_and_callers_that_await_are_served_in_order()
    {
        var driver = new FullDriver();
        using var isInside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        driver.OnArc = (from, _) =>
        {
            if (from != Running || isInside.IsSet)
                return;
            isInside.Set();
            go.Soon();
        };
        var calls = new List<Task> { Background.Run(() => driver.SetState(Order[0])).Done };
        isInside.Soon();
        for (int call = 1; call < Order.Length; call++)
        {
            MigrationState target = Order[call];
            calls.Add(call % 2 == 0
                ? driver.SetStateAsync(target).AsTask()
                : Background.Run(() => driver.SetState(target)).UntilItWaits().Done);
        }

        Assert.All(calls, call => Assert.False(call.IsCompleted));
        Assert.Equal(Running, driver.State);
        go.Set();
        await Task.WhenAll(calls).Soon();
        Assert.Equal(Order, driver.Steps.Select(step => step.To));
    }

    [Fact]
    public async Task Callers_of_asynchronous_handlers_are_served_in_order()
    {
        var driver = new AsyncFullDriver();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => go.Task;
        Task[] calls = [.. Order.Select(target => driver.SetStateAsync(target).AsTask())];
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        go.SetResult();
        await Task.WhenAll(calls).Soon();
        Assert.Equal(Order, driver.Steps.Select(step => step.To));
    }

    [Fact]
    public async Task A_newcomer_does_not_overtake_whoever_has_been_let_in_but_has_not_begun()
    {
        // The first in the queue is let in by the end of the transition in flight; before its thread runs, another comes.
        for (int round = 0; round < Stress.Rounds(300); round++)
        {
            var driver = new FullDriver();
            using var isInside = new ManualResetEventSlim();
            using var go = new ManualResetEventSlim();
            driver.OnArc = (_, to) =>
            {
                if (to != RunningP2P || isInside.IsSet)
                    return;
                isInside.Set();
                go.Soon();
            };
            Background first = Background.Run(() =>
            {
                driver.SetState(RunningP2P);
                // Immediately behind its own transition, but behind the one that waited.
                driver.SetState(Running);
            });
            isInside.Soon();
            Task second = driver.SetStateAsync(Stop).AsTask();
            go.Set();
            await first.Done.Soon();
            await second.Soon();
            Assert.Equal(
                [(Running, RunningP2P), (RunningP2P, Stop), (Stop, RunningP2P), (RunningP2P, Running)],
                driver.Steps.Select(step => (step.From, step.To)));
        }
    }

    [Fact]
    public async Task A_failed_transition_lets_the_next_one_in()
    {
        var driver = new AsyncFullDriver();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (from, to, _) => to == RunningP2P ? go.Task : Task.CompletedTask;
        Task first = driver.SetStateAsync(RunningP2P).AsTask();
        Task second = driver.SetStateAsync(PreCopy).AsTask();
        go.SetException(new FormatException());
        await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => first.Soon());
        await second.Soon();
        Assert.Equal(PreCopy, driver.State);
    }

    [Fact]
    public async Task State_can_be_read_while_a_handler_runs()
    {
        var driver = new AsyncFullDriver();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (from, _, _) => from == RunningP2P ? go.Task : Task.CompletedTask;
        Task call = driver.SetStateAsync(Stop).AsTask();
        Patience.Until(() => driver.Steps.Count == 2);
        Assert.Equal(RunningP2P, driver.State);
        go.SetResult();
        await call.Soon();
        Assert.Equal(Stop, driver.State);
    }

    [Fact]
    public async Task StopCopyLength_answers_in_any_state_and_during_a_transition()
    {
        var driver = new TokenDriver { Estimate = 11 };
        foreach (MigrationState state in new[] { Running, Stop, StopCopy, Resuming })
        {
            driver.SetState(state);
            Assert.Equal(11, driver.StopCopyLength);
        }

        using var isInside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        driver.OnToken = _ =>
        {
            isInside.Set();
            go.Soon();
        };
        Background call = Background.Run(() => driver.SetState(Stop));
        isInside.Soon();
        driver.Estimate = 12;
        Assert.Equal(12, driver.StopCopyLength);
        go.Set();
        await call.Done.Soon();

        driver.OnToken = _ => throw new MigrationException(Errno.EIO) { Fatal = true };
        Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Running));
        Assert.Equal((Error, 12L), (driver.State, driver.StopCopyLength));
        Assert.Null(new FullDriver().StopCopyLength);
    }
}

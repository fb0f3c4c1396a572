using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>The host's cancellation, at every point of a transition.</summary>
public sealed class CancellationTests
{
    public static TheoryData<string> Forms => Vfio.AllForms;

    [Theory, MemberData(nameof(Forms))]
    public async Task Before_the_call_nothing_begins(string form)
    {
        Machine<MigrationState> machine = Vfio.Create(form);
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(
            () => machine.Host.SetStateAsync(StopCopy, new CancellationToken(canceled: true)).Soon());
        Assert.Equal(
            (Errno.ECANCELED, Running, StopCopy, Running), (failure.Errno, failure.From, failure.Target, failure.State));
        Assert.Empty(machine.Driver.Log);
        machine.Ask(StopCopy);
        Assert.Equal(StopCopy, machine.State);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Between_two_steps_the_walk_stops_at_the_last_state_reached(string form)
    {
        foreach (OracleRow row in Vfio.RowsOf(form).Where(row => row.IsSupported && row.Path.Length > 2))
        {
            for (int last = 0; last < row.Path.Length - 2; last++)
            {
                Machine<MigrationState> machine = Vfio.Create(form).At(row.Current);
                using var cancel = new CancellationTokenSource();
                machine.Driver.OnArc = (_, _) =>
                {
                    if (machine.Driver.Steps.Count == last + 1)
                        cancel.Cancel();
                };
                var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(
                    () => machine.Host.SetStateAsync(row.Target, cancel.Token).Soon());
                MigrationState reached = row.Path[last + 1];
                Assert.Equal((Errno.ECANCELED, reached, reached), (failure.Errno, failure.State, machine.State));
                Assert.Equal(last + 1, machine.Driver.Steps.Count);
                machine.AssertSessionsBalance(Vfio.SessionOf(reached));
            }
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task During_the_last_step_it_comes_too_late(string form)
    {
        Machine<MigrationState> machine = Vfio.Create(form);
        using var cancel = new CancellationTokenSource();
        machine.Driver.OnArc = (_, to) =>
        {
            if (to == StopCopy)
                cancel.Cancel();
        };
        Assert.NotNull(await machine.Host.SetStateAsync(StopCopy, cancel.Token).Soon());
        Assert.Equal(StopCopy, machine.State);
    }

    [Fact]
    public async Task In_the_queue_it_gives_up_the_place_without_a_trace()
    {
        var driver = new AsyncFullDriver();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => go.Task;
        Task first = driver.SetStateAsync(RunningP2P).AsTask();
        using var cancel = new CancellationTokenSource();
        Task second = driver.SetStateAsync(PreCopy, cancel.Token).AsTask();
        Task third = driver.SetStateAsync(Stop).AsTask();
        Task fourth = driver.SetStateAsync(Resuming, cancel.Token).AsTask();
        cancel.Cancel();
        foreach (Task cancelled in new[] { second, fourth })
        {
            var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => cancelled.Soon());
            Assert.Equal((Errno.ECANCELED, Running), (failure.Errno, failure.State));
            Assert.IsAssignableFrom<OperationCanceledException>(failure.InnerException);
        }

        Assert.False(first.IsCompleted);
        go.SetResult();
        await first.Soon();
        await third.Soon();
        Assert.Equal([RunningP2P, Stop], driver.Steps.Select(step => step.To));
        // The gate is idle again, and not held for those that have gone.
        driver.Reset();
        Assert.Equal(Running, driver.State);
    }

    [Fact]
    public async Task A_handler_that_obeys_its_token_fails_with_ECANCELED_where_it_stands()
    {
        var driver = new AsyncFullDriver();
        await driver.SetStateAsync(RunningP2P).Soon();
        using var cancel = new CancellationTokenSource();
        driver.OnArcAsync = (_, _, token) =>
        {
            cancel.Cancel();
            return Task.Delay(Timeout.Infinite, token);
        };
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(
            () => driver.SetStateAsync(Stop, cancel.Token).Soon());
        Assert.Equal((Errno.ECANCELED, RunningP2P, RunningP2P), (failure.Errno, failure.State, driver.State));
        driver.OnArcAsync = (_, _, token) => Task.FromResult(token.IsCancellationRequested ? throw new FormatException() : 0);
        await driver.SetStateAsync(Stop).Soon();
        Assert.Equal(Stop, driver.State);
    }

    [Fact]
    public async Task A_synchronous_handler_sees_the_hosts_cancellation()
    {
        var driver = new TokenDriver();
        using var cancel = new CancellationTokenSource();
        driver.OnToken = token =>
        {
            cancel.Cancel();
            token.ThrowIfCancellationRequested();
        };
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(
            () => driver.SetStateAsync(Stop, cancel.Token).Soon());
        Assert.Equal((Errno.ECANCELED, Running), (failure.Errno, failure.State));
        driver.OnToken = token => Assert.False(token.IsCancellationRequested);
        Assert.NotNull(driver.SetState(StopCopy));
        Assert.Equal(StopCopy, driver.State);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_after_the_transition_concerns_nobody()
    {
        var driver = new AsyncFullDriver();
        using var cancel = new CancellationTokenSource();
        // Two handlers ask for the token.
        await driver.SetStateAsync(Stop, cancel.Token).Soon();
        bool wasCancelled = false;
        driver.OnArcAsync = (_, _, token) =>
        {
            cancel.Cancel();
            wasCancelled = token.IsCancellationRequested;
            return Task.CompletedTask;
        };
        await driver.SetStateAsync(RunningP2P).Soon();
        Assert.Equal((RunningP2P, false), (driver.State, wasCancelled));
    }

    [Fact]
    public async Task Under_RestoreStart_the_way_back_is_not_cancelled()
    {
        var driver = new AsyncRfc2022Driver();
        using var cancel = new CancellationTokenSource();
        bool wasCancelledOnTheWayBack = false;
        driver.OnArcAsync = (_, to, token) =>
        {
            if (to == Rfc2022State.RunningP2P)
                cancel.Cancel();
            else
                wasCancelledOnTheWayBack |= token.IsCancellationRequested;
            return Task.CompletedTask;
        };
        var failure = await Assert.ThrowsAsync<TransitionException<Rfc2022State>>(
            () => driver.SetStateAsync(Rfc2022State.StopCopy, cancel.Token).Soon());
        Assert.Equal((Errno.ECANCELED, Rfc2022State.Running), (failure.Errno, failure.State));
        Assert.Equal(["Running -> RunningP2P", "RunningP2P -> Running"], driver.Log);
        Assert.False(wasCancelledOnTheWayBack);
    }

    [Fact]
    public async Task Under_RestoreStart_a_reset_ends_the_way_back()
    {
        var driver = new AsyncRfc2022Driver();
        driver.OnArcAsync = (from, to, _) =>
        {
            if (to == Rfc2022State.StopCopy)
                throw new MigrationException(Errno.EBUSY);
            if ((from, to) == (Rfc2022State.Stop, Rfc2022State.RunningP2P))
                driver.Reset();
            return Task.CompletedTask;
        };
        var failure = await Assert.ThrowsAsync<TransitionException<Rfc2022State>>(
            () => driver.SetStateAsync(Rfc2022State.StopCopy).Soon());
        Assert.Equal((Errno.ECANCELED, Rfc2022State.Running), (failure.Errno, failure.State));
        Assert.Equal(["Stop -> StopCopy", "Stop -> RunningP2P", "reset"], driver.Log.TakeLast(3));
    }
}

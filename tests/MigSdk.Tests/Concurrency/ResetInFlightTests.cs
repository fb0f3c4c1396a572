using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>A reset while a transition is in flight is handed to it.</summary>
public sealed class ResetInFlightTests
{
    [Fact]
    public async Task In_flight_the_handlers_token_is_cancelled_and_the_call_reports_ECANCELED()
    {
        var driver = new AsyncFullDriver();
        var isInside = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, cancel) =>
        {
            isInside.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancel);
        };
        Task call = driver.SetStateAsync(StopCopy).AsTask();
        await isInside.Task.Soon();
        driver.Reset();
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => call.Soon());
        Assert.Equal(
            (Errno.ECANCELED, Running, StopCopy, Running), (failure.Errno, failure.From, failure.Target, failure.State));
        Assert.Equal(["Running -> RunningP2P", "reset"], driver.Log);
        driver.OnArcAsync = null;
        await driver.SetStateAsync(StopCopy).Soon();
        Assert.Equal(StopCopy, driver.State);
    }

    [Fact]
    public async Task In_flight_it_does_not_wait_for_a_handler_that_ignores_its_token()
    {
        var driver = new AsyncFullDriver();
        await driver.SetStateAsync(PreCopy).Soon();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => go.Task;
        Task call = driver.SetStateAsync(Stop).AsTask();

        driver.Reset();
        Task[] effects = [driver.ResetAsync().AsTask(), driver.ResetAsync().AsTask()];

        Assert.All(effects, effect => Assert.False(effect.IsCompleted));
        Assert.Equal(PreCopy, driver.State);
        driver.Log.Clear();
        driver.OnDeviceReset = () => Assert.False(call.IsCompleted);
        go.SetResult();
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => call.Soon());
        Assert.Equal((Errno.ECANCELED, Running), (failure.Errno, failure.State));
        await Task.WhenAll(effects).Soon();
        Assert.Equal(Running, driver.State);
        // The walk has stopped after the handler that was running, and all requests are one reset.
        Assert.DoesNotContain(driver.Steps, step => step.To == Stop);
        Assert.Equal(1, driver.Log.Count(entry => entry == "reset"));
        Assert.Equal(1, driver.Sessions[0].Closures);
    }

    [Fact]
    public async Task A_synchronous_handler_sees_its_token_cancelled_too()
    {
        var driver = new TokenDriver();
        using var isInside = new ManualResetEventSlim();
        driver.OnToken = cancel =>
        {
            isInside.Set();
            Assert.True(cancel.WaitHandle.WaitOne(TimeSpan.FromSeconds(60)));
        };
        Background call = Background.Run(() => driver.SetState(StopCopy));
        isInside.Soon();
        driver.Reset();
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => call.Done.Soon());
        Assert.Equal((Errno.ECANCELED, Running, Running), (failure.Errno, failure.State, driver.State));
        Assert.Equal(["Running -> Stop", "reset"], driver.Log);
    }

    [Fact]
    public async Task The_next_transition_begins_with_a_token_that_is_not_cancelled()
    {
        var driver = new TokenDriver();
        await In_flight_reset(driver);
        bool wasCancelled = true;
        driver.OnToken = cancel => wasCancelled = cancel.IsCancellationRequested;
        driver.SetState(Stop);
        Assert.False(wasCancelled);

        static async Task In_flight_reset(TokenDriver driver)
        {
            driver.OnToken = _ => driver.Reset();
            await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => driver.SetStateAsync(Stop).Soon());
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_handler_that_begins_after_the_request_finds_its_token_cancelled(bool isFirstTokenAfterOneThatWasCancelled)
    {
        var driver = new AsyncHookedDriver();
        using var late = new CancellationTokenSource();
        if (isFirstTokenAfterOneThatWasCancelled)
        {
            driver.OnArcAsync = (_, _, _) =>
            {
                late.Cancel();
                return Task.CompletedTask;
            };
        }

        await driver.SetStateAsync(Stop, late.Token).Soon();
        driver.OnBoundary = _ => driver.Reset();
        bool wasCancelled = false;
        driver.OnArcAsync = (_, _, cancel) =>
        {
            wasCancelled = cancel.IsCancellationRequested;
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => driver.SetStateAsync(StopCopy).Soon());
        Assert.True(wasCancelled);
    }

    [Fact]
    public async Task After_the_last_handler_it_still_counts()
    {
        var driver = new AsyncFullDriver();
        driver.OnArcAsync = (_, _, _) =>
        {
            driver.Reset();
            return Task.CompletedTask;
        };
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => driver.SetStateAsync(RunningP2P).Soon());
        Assert.Equal((Errno.ECANCELED, Running), (failure.Errno, failure.State));
    }

    [Fact]
    public async Task A_failure_of_the_handler_is_the_cause_that_the_cancelled_call_names()
    {
        var driver = new AsyncFullDriver();
        var cause = new MigrationException(Errno.EIO) { Fatal = true };
        driver.OnArcAsync = (_, _, _) =>
        {
            driver.Reset();
            throw cause;
        };
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => driver.SetStateAsync(Stop).Soon());
        Assert.Equal((Errno.ECANCELED, Running, cause), (failure.Errno, driver.State, failure.InnerException));
    }

    [Fact]
    public async Task Whoever_waits_for_the_transition_in_flight_comes_after_the_reset()
    {
        var driver = new AsyncFullDriver();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => go.Task;
        Task first = driver.SetStateAsync(StopCopy).AsTask();
        Task second = driver.SetStateAsync(RunningP2P).AsTask();
        driver.Reset();
        go.SetResult();
        await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => first.Soon());
        await second.Soon();
        Assert.Equal(["Running -> RunningP2P", "reset", "Running -> RunningP2P"], driver.Log);
        Assert.Equal(RunningP2P, driver.State);
    }

    [Fact]
    public async Task A_reset_in_flight_that_fails_tells_the_call_and_whoever_waits_for_it()
    {
        var driver = new AsyncFullDriver { OnDeviceReset = () => throw new MigrationException(Errno.EIO) };
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => go.Task;
        Task call = driver.SetStateAsync(Stop).AsTask();
        Task effect = driver.ResetAsync().AsTask();
        go.SetResult();
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => call.Soon());
        Assert.Equal((Errno.ECANCELED, Error, Error), (failure.Errno, failure.State, driver.State));
        failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => effect.Soon());
        Assert.Equal((Errno.EIO, Error), (failure.Errno, failure.State));
        driver.OnDeviceReset = null;
        await driver.ResetAsync().Soon();
        Assert.Equal(Running, driver.State);
    }
}

using System;
using System.Threading.Tasks;
using MigSdk.Engine;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>A driver that says it is used from one thread only. (Its transitions and failures are among the VFIO forms.)</summary>
public sealed class SingleThreadedTests
{
    [Fact]
    public void A_reset_inside_a_handler_waits_for_the_handler()
    {
        var driver = new SingleThreadedDriver();
        driver.OnArc = (from, _) =>
        {
            driver.Reset();
            Assert.Equal(from, driver.State);
        };
        var failure = Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(StopCopy));
        Assert.Equal((Errno.ECANCELED, Running, Running), (failure.Errno, failure.State, driver.State));
        Assert.Equal(["Running -> RunningP2P", "reset"], driver.Log);
    }

    [Fact]
    public void A_handler_that_asks_its_own_driver_gets_EDEADLK()
    {
        var driver = new SingleThreadedDriver();
        Errno errno = Errno.None;
        driver.OnArc = (_, _) =>
            errno = Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Stop)).Errno;
        driver.SetState(RunningP2P);
        Assert.Equal((Errno.EDEADLK, RunningP2P), (errno, driver.State));
    }

    [Fact]
    public async Task Use_of_an_asynchronous_one_that_overlaps_gets_EDEADLK()
    {
        var driver = new AsyncSingleThreadedDriver();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => go.Task;
        Task call = driver.SetStateAsync(RunningP2P).AsTask();
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => driver.SetStateAsync(Stop).Soon());
        Assert.Equal(Errno.EDEADLK, failure.Errno);
        go.SetResult();
        await call.Soon();
        Assert.Equal(RunningP2P, driver.State);
    }

    [Fact]
    public async Task A_reset_of_an_asynchronous_one_in_flight_is_left_to_the_transition()
    {
        var driver = new AsyncSingleThreadedDriver();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => go.Task;
        Task call = driver.SetStateAsync(Stop).AsTask();
        driver.Reset();
        Assert.Equal(Running, driver.State);
        go.SetResult();
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => call.Soon());
        Assert.Equal((Errno.ECANCELED, Running), (failure.Errno, failure.State));
        Assert.DoesNotContain("RunningP2P -> Stop", driver.Log);
    }

    [Fact]
    public async Task Whoever_drives_it_first_binds_it_in_debug_builds_and_nobody_does_in_others()
    {
        var driver = new SingleThreadedDriver();
        driver.SetState(Stop);
        Background other = Background.Run(() => driver.SetState(Running));
#if DEBUG
        var misuse = await Assert.ThrowsAsync<InvalidOperationException>(() => other.Done.Soon());
        Assert.Contains("SingleThreaded", misuse.Message);
        Assert.Equal(Stop, driver.State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Background.Run(driver.Reset).Done.Soon());
        Assert.Equal(Stop, driver.State);
#else
        // One after the other, as here, it even works.
        await other.Done.Soon();
        Assert.Equal(Running, driver.State);
#endif
    }

    [Fact]
    public async Task An_engine_that_is_bound_to_a_thread_says_which_and_which_other_drives_it()
    {
        var engine = new StateMachineCore<MigrationState>(Running, Error, FailurePolicy.StopWhereFailed, singleThreaded: true);
        int here = 0, there = 0;
        await Background.Run(() =>
        {
            here = Environment.CurrentManagedThreadId;
            engine.VerifyThread();
            engine.VerifyThread();
        }).Done.Soon();
        var misuse = await Assert.ThrowsAsync<InvalidOperationException>(() => Background.Run(() =>
        {
            there = Environment.CurrentManagedThreadId;
            engine.VerifyThread();
        }).Done.Soon());
        Assert.Contains($"driven by thread {here}; now thread {there} drives it", misuse.Message);
        Assert.EndsWith("Remove SingleThreaded from the driver's attribute, or keep to one thread.", misuse.Message);
    }

    [Fact]
    public async Task Any_thread_may_make_it_and_read_its_state()
    {
        var driver = new SingleThreadedDriver();
        await Background.Run(() =>
        {
            driver.SetState(Stop);
            Assert.Equal(Stop, driver.State);
        }).Done.Soon();
        Assert.Equal(Stop, driver.State);
    }
}

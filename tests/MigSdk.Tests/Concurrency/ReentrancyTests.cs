using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>What a handler may ask of its own driver, and of another one.</summary>
public sealed class ReentrancyTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void A_reset_inside_a_handler_stops_the_walk_and_takes_effect_after_it(bool asynchronously)
    {
        var machine = Machine<MigrationState>.Of(new FullDriver(), asynchronously);
        machine.Driver.OnArc = (from, _) =>
        {
            machine.Host.Reset();
            Assert.Equal(from, machine.State);
        };
        // One arc, which is taken in place, and a combination.
        foreach (MigrationState target in new[] { RunningP2P, StopCopy })
        {
            machine.Driver.Log.Clear();
            TransitionException<MigrationState> failure = machine.AskInVain(target);
            Assert.Equal((Errno.ECANCELED, Running, target, Running), (failure.Errno, failure.From, failure.Target, failure.State));
            Assert.Equal(["Running -> RunningP2P", "reset"], machine.Driver.Log);
        }
    }

    [Fact]
    public async Task A_reset_inside_an_asynchronous_handler_does_the_same()
    {
        var driver = new AsyncFullDriver();
        driver.OnArcAsync = async (from, _, cancel) =>
        {
            driver.Reset();
            Assert.Equal(from, driver.State);
            Assert.True(cancel.IsCancellationRequested);
            await Task.Yield();
        };
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => driver.SetStateAsync(StopCopy).Soon());
        Assert.Equal((Errno.ECANCELED, Running, Running), (failure.Errno, failure.State, driver.State));
        Assert.Equal(["Running -> RunningP2P", "reset"], driver.Log);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_handler_that_waits_for_its_own_reset_is_told_so_and_the_reset_happens(bool asynchronousHandlers)
    {
        Machine<MigrationState> machine = Create(asynchronousHandlers);
        TransitionException<MigrationState>? told = null;
        machine.Driver.OnArc = (_, _) => told = Assert.Throws<TransitionException<MigrationState>>(
            () => machine.Host.ResetAsync().Soon().GetAwaiter().GetResult());
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(
            () => machine.Host.SetStateAsync(Stop).Soon());
        Assert.Equal((Errno.ECANCELED, Running), (failure.Errno, machine.State));
        Assert.Equal(Errno.EDEADLK, told!.Errno);
        Assert.Equal(["Running -> RunningP2P", "reset"], machine.Driver.Log);
    }

    [Fact]
    public void A_synchronous_handler_that_asks_its_own_driver_gets_EDEADLK()
    {
        foreach (MigrationState target in new[] { RunningP2P, StopCopy })
        {
            var driver = new FullDriver();
            int refused = 0;
            driver.OnArc = (from, to) =>
            {
                var failure = Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Stop));
                Assert.Equal((Errno.EDEADLK, from, Stop, from), (failure.Errno, failure.From, failure.Target, failure.State));
                Assert.Equal(Errno.EDEADLK, Refused(driver, to));
                refused++;
            };
            driver.SetState(target);
            Assert.Equal((target, driver.Steps.Count), (driver.State, refused));
            Assert.Equal(FullDriver.GetPath(Running, target).Length, refused);
        }
    }

    [Fact]
    public async Task So_it_does_where_its_transition_has_waited_for_its_turn()
    {
        var driver = new FullDriver();
        using var isInside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var refused = Errno.None;
        driver.OnArc = (from, _) =>
        {
            if (from != Running)
            {
                refused = Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Stop)).Errno;
                return;
            }

            isInside.Set();
            go.Soon();
        };
        Background first = Background.Run(() => driver.SetState(RunningP2P));
        isInside.Soon();
        Background second = Background.Run(() => driver.SetState(Stop)).UntilItWaits();
        go.Set();
        await first.Done.Soon();
        await second.Done.Soon();
        Assert.Equal((Errno.EDEADLK, Stop), (refused, driver.State));
    }

    [Fact]
    public async Task So_it_does_where_the_host_awaits_it()
    {
        var driver = new FullDriver();
        driver.OnArc = (_, _) =>
        {
            Assert.Equal(
                Errno.EDEADLK, Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Stop)).Errno);
            Assert.Equal(Errno.EDEADLK, Refused(driver, Stop));
        };
        await driver.SetStateAsync(StopCopy).Soon();
        Assert.Equal(StopCopy, driver.State);
    }

    [Fact]
    public async Task An_asynchronous_handler_gets_EDEADLK_on_whichever_thread_it_goes_on()
    {
        var driver = new AsyncFullDriver();
        int refused = 0;
        driver.OnArcAsync = async (_, _, _) =>
        {
            Assert.Equal(Errno.EDEADLK, Refused(driver, Stop));
            await Task.Yield();
            Assert.Equal(Errno.EDEADLK, Refused(driver, Stop));
            await Task.Run(() => Assert.Equal(Errno.EDEADLK, Refused(driver, Stop)));
            refused++;
        };
        await driver.SetStateAsync(StopCopy).Soon();
        Assert.Equal((StopCopy, 3), (driver.State, refused));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_drivers_own_reset_gets_EDEADLK_idle_or_in_flight(bool asynchronousHandlers)
    {
        Machine<MigrationState> machine = Create(asynchronousHandlers);
        Errno errno = Errno.None;
        machine.Driver.OnDeviceReset = () => errno = Refused(machine.Host, Stop);
        machine.Host.Reset();
        Assert.Equal((Errno.EDEADLK, Running), (errno, machine.State));

        errno = Errno.None;
        machine.Driver.OnArc = (_, _) => machine.Host.Reset();
        await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => machine.Host.SetStateAsync(Stop).Soon());
        Assert.Equal((Errno.EDEADLK, Running), (errno, machine.State));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_task_that_a_finished_handler_has_left_behind_may_ask(bool asynchronousHandlers)
    {
        Machine<MigrationState> machine = Create(asynchronousHandlers);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? left = null;
        machine.Driver.OnArc = (_, _) => left ??= Task.Run(async () =>
        {
            await go.Task;
            await machine.Host.SetStateAsync(PreCopy);
            await machine.Host.ResetAsync();
            await machine.Host.SetStateAsync(StopCopy);
        });
        await machine.Host.SetStateAsync(RunningP2P).Soon();
        go.SetResult();
        await left!.Soon();
        Assert.Equal(StopCopy, machine.State);
    }

    [Fact]
    public async Task A_task_that_a_finished_handler_has_left_behind_queues_like_anybody()
    {
        var driver = new AsyncFullDriver();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hasAsked = new TaskCompletionSource();
        Task? left = null;
        driver.OnArc = (_, _) => left ??= Task.Run(async () =>
        {
            await go.Task;
            ValueTask<MigrationSession?> call = driver.SetStateAsync(PreCopyP2P);
            ValueTask reset = driver.ResetAsync();
            hasAsked.SetResult();
            await reset;
            await call;
        });
        await driver.SetStateAsync(RunningP2P).Soon();
        var goOn = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => goOn.Task;
        Task hosts = driver.SetStateAsync(Stop).AsTask();
        go.SetResult();
        await hasAsked.Task.Soon();
        Assert.False(left!.IsCompleted);
        goOn.SetResult();
        await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => hosts.Soon());
        await left.Soon();
        Assert.Equal(PreCopyP2P, driver.State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_handler_may_drive_another_driver(bool asynchronousHandlers)
    {
        Machine<MigrationState> outer = Create(asynchronousHandlers);
        Machine<MigrationState> inner = Create(asynchronousHandlers);
        outer.Driver.OnArc = (_, to) =>
        {
            inner.Host.SetStateAsync(to, CancellationToken.None).Soon().GetAwaiter().GetResult();
            // Afterwards the handler is inside its own driver again.
            Assert.Equal(Errno.EDEADLK, Refused(outer.Host, Stop));
        };
        // And what the inner one asks of the outer one is asked inside the outer one's handler.
        inner.Driver.OnArc = (_, _) => Assert.Equal(Errno.EDEADLK, Refused(outer.Host, Stop));
        await outer.Host.SetStateAsync(StopCopy).Soon();
        Assert.Equal((StopCopy, StopCopy), (outer.State, inner.State));
        outer.AssertSessionsBalance(SessionKind.Saving);
        inner.AssertSessionsBalance(SessionKind.Saving);
    }

    [Fact]
    public async Task A_host_beside_a_handler_is_not_inside_it()
    {
        var driver = new AsyncFullDriver();
        var go = new TaskCompletionSource();
        driver.OnArcAsync = (_, _, _) => go.Task;
        Task first = driver.SetStateAsync(RunningP2P).AsTask();
        // The same flow of control, after the call has returned.
        Task second = driver.SetStateAsync(Stop).AsTask();
        Assert.False(second.IsCompleted);
        go.SetResult();
        await first.Soon();
        await second.Soon();
        Assert.Equal(Stop, driver.State);
    }

    private static Machine<MigrationState> Create(bool asynchronousHandlers) => asynchronousHandlers
        ? Machine<MigrationState>.Of(new AsyncFullDriver(), true)
        : Machine<MigrationState>.Of(new FullDriver(), false);

    // At once, so that it cannot have been queued.
    private static Errno Refused(IStateMachineDriver<MigrationState> driver, MigrationState target)
    {
        ValueTask<MigrationSession?> answer = driver.SetStateAsync(target);
        Assert.True(answer.IsCompleted);
        return Assert.Throws<TransitionException<MigrationState>>(() => answer.GetAwaiter().GetResult()).Errno;
    }
}

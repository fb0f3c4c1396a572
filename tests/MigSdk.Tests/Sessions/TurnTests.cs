using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>The host's reads and writes and the arcs of the session's group exclude each other.</summary>
public sealed class TurnTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task An_arc_waits_for_a_read_in_progress(bool asynchronousHandlers)
    {
        (Machine<MigrationState> machine, TestSaving session, TaskCompletionSource<int> go) = Reading(asynchronousHandlers);
        Task<SessionRead> read = session.ReadAsync(new byte[1]).AsTask();
        Task<MigrationSession?> arc = machine.Host.SetStateAsync(PreCopyP2P).AsTask();
        Assert.False(arc.IsCompleted);
        Assert.Empty(machine.Driver.Steps);
        go.SetResult(1);
        Assert.Equal(new SessionRead(ReadOutcome.Bytes, 1), await read.Soon());
        Assert.Null(await arc.Soon());
        Assert.Equal(PreCopyP2P, machine.State);
    }

    [Fact]
    public async Task A_blocking_arc_waits_for_a_read_in_progress_too()
    {
        (Machine<MigrationState> machine, TestSaving session, TaskCompletionSource<int> go) = Reading(asynchronousHandlers: false);
        Task<SessionRead> read = session.ReadAsync(new byte[1]).AsTask();
        Background arc = Background.Run(() => machine.Ask(StopCopy)).UntilItWaits();
        Assert.Equal(PreCopy, machine.State);
        Assert.Empty(machine.Driver.Steps);
        go.SetResult(1);
        await read.Soon();
        await arc.Done.Soon();
        Assert.Equal(StopCopy, machine.State);
    }

    [Fact]
    public async Task A_read_waits_for_an_arc_and_then_belongs_to_the_new_state()
    {
        var machine = Machine<MigrationState>.Of(new AsyncFullDriver(), true).At(PreCopyP2P);
        var session = (SavingSession)machine.Driver.Sessions[0].Session;
        var go = new TaskCompletionSource();
        machine.Driver.OnArcAsync = (_, _, _) => go.Task;
        Task<MigrationSession?> arc = machine.Host.SetStateAsync(StopCopy).AsTask();
        Task<SessionRead> read = session.ReadAsync(new byte[1]).AsTask();
        Assert.False(read.IsCompleted);
        go.SetResult();
        await arc.Soon();
        // In PRE_COPY_P2P it would have been "no data yet".
        Assert.Equal(ReadOutcome.EndOfStream, (await read.Soon()).Outcome);
    }

    [Fact]
    public async Task A_read_that_waits_for_the_arc_out_of_the_group_finds_the_session_closed()
    {
        var machine = Machine<MigrationState>.Of(new AsyncFullDriver(), true).At(StopCopy);
        var session = (SavingSession)machine.Driver.Sessions[0].Session;
        var go = new TaskCompletionSource();
        machine.Driver.OnArcAsync = (_, _, _) => go.Task;
        Task<MigrationSession?> arc = machine.Host.SetStateAsync(Stop).AsTask();
        Task<SessionRead> read = session.ReadAsync(new byte[1]).AsTask();
        Assert.False(read.IsCompleted);
        go.SetResult();
        await arc.Soon();
        Assert.Equal(Errno.ENODEV, (await Assert.ThrowsAsync<MigrationException>(() => read.Soon())).Errno);
        machine.AssertSessionsBalance(SessionKind.None);
    }

    [Fact]
    public async Task A_write_waits_for_an_arc_that_fails_and_then_goes_on()
    {
        var machine = Machine<MigrationState>.Of(new AsyncFullDriver(), true).At(Resuming);
        var session = (ResumingSession)machine.Driver.Sessions[0].Session;
        var go = new TaskCompletionSource();
        machine.Driver.OnArcAsync = (_, _, _) => go.Task;
        Task<MigrationSession?> arc = machine.Host.SetStateAsync(Stop).AsTask();
        Task write = session.WriteAsync(new byte[1]).AsTask();
        Assert.False(write.IsCompleted);
        go.SetException(new MigrationException(Errno.EINVAL));
        await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => arc.Soon());
        await write.Soon();
        Assert.Equal(1, session.BytesTransferred);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_arc_that_waits_for_a_read_can_be_cancelled(bool asynchronousHandlers)
    {
        (Machine<MigrationState> machine, TestSaving session, TaskCompletionSource<int> go) = Reading(asynchronousHandlers);
        Task<SessionRead> read = session.ReadAsync(new byte[1]).AsTask();
        using var cancel = new CancellationTokenSource();
        Task<MigrationSession?> arc = machine.Host.SetStateAsync(StopCopy, cancel.Token).AsTask();
        cancel.Cancel();
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => arc.Soon());
        Assert.Equal((Errno.ECANCELED, PreCopy, PreCopy), (failure.Errno, failure.State, machine.State));
        Assert.Empty(machine.Driver.Steps);
        go.SetResult(1);
        Assert.Equal(ReadOutcome.Bytes, (await read.Soon()).Outcome);
        machine.AssertSessionsBalance(SessionKind.Saving);
        machine.Ask(StopCopy);
        Assert.Equal(StopCopy, machine.State);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_reset_ends_an_arc_that_waits_for_a_read_that_hangs(bool blocking)
    {
        (Machine<MigrationState> machine, TestSaving session, TaskCompletionSource<int> go) = Reading(asynchronousHandlers: false);
        Task<SessionRead> read = session.ReadAsync(new byte[1]).AsTask();
        Task arc = blocking
            ? Background.Run(() => machine.Ask(Stop)).UntilItWaits().Done
            : machine.Host.SetStateAsync(Stop).AsTask();
        machine.Host.Reset();
        var failure = await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => arc.Soon());
        Assert.Equal((Errno.ECANCELED, Running, Running), (failure.Errno, failure.State, machine.State));
        Assert.False(read.IsCompleted);
        go.SetResult(0);
        Assert.Equal(Errno.ENODEV, (await Assert.ThrowsAsync<MigrationException>(() => read.Soon())).Errno);
        machine.AssertSessionsBalance(SessionKind.None);
    }

    [Fact]
    public async Task A_host_that_reads_in_a_loop_does_not_keep_an_arc_out()
    {
        var driver = new FullDriver { MakeSaving = () => new TestSaving((_, _) => new(1)) };
        var session = (TestSaving)driver.SetState(PreCopy)!;
        bool stop = false;
        Background host = Background.Run(() =>
        {
            var buffer = new byte[1];
            while (!Volatile.Read(ref stop))
                session.ReadAsync(buffer).Soon().GetAwaiter().GetResult();
        });
        Patience.Until(() => session.BytesTransferred > 1000);
        await Background.Run(() =>
        {
            for (int round = 0; round < 100; round++)
            {
                driver.SetState(PreCopyP2P);
                driver.SetState(PreCopy);
            }
        }).Done.Soon();
        Volatile.Write(ref stop, true);
        await host.Done.Soon();
    }

    private static (Machine<MigrationState> Machine, TestSaving Session, TaskCompletionSource<int> Go) Reading(
        bool asynchronousHandlers)
    {
        var machine = asynchronousHandlers
            ? Machine<MigrationState>.Of(new AsyncFullDriver(), true)
            : Machine<MigrationState>.Of(new FullDriver(), false);
        var go = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var session = new TestSaving((_, _) => new(go.Task));
        machine.Driver.MakeSaving = () => session;
        return (machine.At(PreCopy), session, go);
    }
}

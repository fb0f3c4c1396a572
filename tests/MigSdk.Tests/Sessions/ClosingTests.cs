using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>A session is closed exactly once, whatever goes on in it, and then refuses everything.</summary>
public sealed class ClosingTests
{
    private readonly FullDriver _driver = new();

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_closed_saving_session_refuses_everything(bool byReset)
    {
        var session = (SavingSession)_driver.SetState(PreCopy)!;
        Leave(byReset);
        Assert.True(session.IsClosed);
        await Refused(() => session.ReadAsync(new byte[1]).Soon());
        await Refused(() => session.WaitForDataAsync().Soon());
        Assert.Equal(Errno.ENODEV, Assert.Throws<MigrationException>(() => session.GetPreCopyInfo()).Errno);
        // The driver may still have its reference: this does nothing.
        session.NotifyData();
        Assert.Equal(1, _driver.Sessions[0].Closures);
        Assert.True(((TestSaving)session).WhileOpen.IsCancellationRequested);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_closed_resuming_session_refuses_everything(bool byReset)
    {
        var session = (ResumingSession)_driver.SetState(Resuming)!;
        Leave(byReset);
        await Refused(() => session.WriteAsync(new byte[1]).Soon());
        await Refused(() => session.WriteAsync(ReadOnlyMemory<byte>.Empty).Soon());
        Assert.Equal(1, _driver.Sessions[0].Closures);
    }

    [Fact]
    public async Task A_reset_does_not_wait_for_a_producer_that_hangs()
    {
        var go = new TaskCompletionSource<int>();
        _driver.MakeSaving = () => new TestSaving((_, _) => new(go.Task));
        var session = (TestSaving)_driver.SetState(PreCopy)!;
        Task<SessionRead> inProgress = session.ReadAsync(new byte[1]).AsTask();
        Task<SessionRead> queued = session.ReadAsync(new byte[1]).AsTask();

        _driver.Reset();

        Assert.Equal(Running, _driver.State);
        Assert.True(session.IsClosed);
        // Who waits behind the read that hangs is told at once.
        await Refused(() => queued.Soon());
        Assert.False(inProgress.IsCompleted);
        Assert.Equal(0, session.Closures);
        // The driver is free for the next one meanwhile.
        _driver.MakeSaving = null;
        Assert.NotNull(_driver.SetState(StopCopy));

        go.SetResult(1);
        await Refused(() => inProgress.Soon());
        Assert.Equal(1, session.Closures);
        Assert.Equal(0, session.BytesTransferred);
    }

    [Fact]
    public async Task A_read_in_progress_is_told_to_stop_and_ends_with_ENODEV()
    {
        _driver.MakeSaving = () => new TestSaving(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        });
        var session = (TestSaving)_driver.SetState(StopCopy)!;
        using var host = new CancellationTokenSource();
        Task<SessionRead> read = session.ReadAsync(new byte[1], host.Token).AsTask();
        _driver.Reset();
        await Refused(() => read.Soon());
        Assert.Equal(1, session.Closures);
    }

    [Fact]
    public async Task A_write_in_progress_is_told_to_stop_and_ends_with_ENODEV()
    {
        _driver.MakeResuming = () => new TestResuming((_, token) => new(Task.Delay(Timeout.Infinite, token)));
        var session = (TestResuming)_driver.SetState(Resuming)!;
        Task write = session.WriteAsync(new byte[1]).AsTask();
        Assert.Equal(0, session.Closures);
        _driver.Reset();
        await Refused(() => write.Soon());
        Assert.Equal(1, session.Closures);
    }

    [Fact]
    public async Task A_write_that_the_driver_finishes_after_all_ends_with_ENODEV_too()
    {
        var go = new TaskCompletionSource();
        _driver.MakeResuming = () => new TestResuming((_, _) => new(go.Task));
        var session = (TestResuming)_driver.SetState(Resuming)!;
        Task write = session.WriteAsync(new byte[1]).AsTask();
        _driver.Reset();
        go.SetResult();
        await Refused(() => write.Soon());
        Assert.Equal(0, session.BytesTransferred);
    }

    [Fact]
    public void A_session_that_cannot_be_released_does_not_hold_up_the_transition()
    {
        _driver.MakeSaving = () => new TestSaving { Closed = () => throw new FormatException("odd") };
        var session = (TestSaving)_driver.SetState(StopCopy)!;
        _driver.SetState(Stop);
        Assert.Equal(Stop, _driver.State);
        Assert.Equal(1, session.Closures);
        _driver.MakeSaving = null;
        Assert.NotNull(_driver.SetState(StopCopy));
    }

    [Fact]
    public async Task Resets_and_reads_at_once_close_each_session_once()
    {
        for (int round = 0; round < Stress.Rounds(500); round++)
        {
            var driver = new FullDriver
            {
                MakeSaving = () => new TestSaving(async (_, _) =>
                {
                    await Task.Yield();
                    return 1;
                }),
            };
            var session = (TestSaving)driver.SetState(StopCopy)!;
            using var barrier = new Barrier(3);
            Task[] all =
            [
                Task.Factory.StartNew(() => Race(driver.Reset), TaskCreationOptions.LongRunning),
                Task.Factory.StartNew(() => Race(driver.Reset), TaskCreationOptions.LongRunning),
                Task.Run(async () =>
                {
                    Race(() => { });
                    await Refused(async () =>
                    {
                        while (true)
                            await session.ReadAsync(new byte[1]).Soon();
                    });
                }),
            ];
            await Task.WhenAll(all).Soon();
            Assert.Equal(1, session.Closures);

            void Race(Action action)
            {
                barrier.SignalAndWait();
                action();
            }
        }
    }

    private void Leave(bool byReset)
    {
        if (byReset)
            _driver.Reset();
        else
            _driver.SetState(Running);
    }

    private static async Task Refused(Func<Task> use) =>
        Assert.Equal(Errno.ENODEV, (await Assert.ThrowsAsync<MigrationException>(use)).Errno);
}

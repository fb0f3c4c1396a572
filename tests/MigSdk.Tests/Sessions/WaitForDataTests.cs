using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;
using static MigSdk.ReadOutcome;

namespace MigSdk.Tests;

/// <summary>Waiting for data instead of polling.</summary>
public sealed class WaitForDataTests
{
    private readonly FullDriver _driver = new();

    [Fact]
    public async Task A_drained_stream_is_waited_for_until_the_driver_has_data()
    {
        TestSaving session = await Drained();
        Task first = session.WaitForDataAsync().AsTask();
        Task second = session.WaitForDataAsync().AsTask();
        Assert.False(first.IsCompleted);
        session.NotifyData();
        await first.Soon();
        await second.Soon();
        // Until the next read finds nothing, another wait would be a wait too much.
        Assert.True(session.WaitForDataAsync().IsCompletedSuccessfully);
    }

    [Theory, InlineData(StopCopy), InlineData(PreCopyP2P)]
    public async Task Another_state_of_the_group_wakes_the_host(MigrationState state)
    {
        TestSaving session = await Drained();
        Task wait = session.WaitForDataAsync().AsTask();
        Assert.False(wait.IsCompleted);
        _driver.SetState(state);
        await wait.Soon();
    }

    [Fact]
    public async Task In_STOP_COPY_there_is_nothing_to_wait_for()
    {
        TestSaving session = await Drained();
        _driver.SetState(StopCopy);
        await session.WaitForDataAsync().Soon();
        Assert.Equal(EndOfStream, (await session.ReadAsync(new byte[1]).Soon()).Outcome);
        await session.WaitForDataAsync().Soon();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Closing_wakes_the_host_with_ENODEV(bool byReset)
    {
        TestSaving session = await Drained();
        Task wait = session.WaitForDataAsync().AsTask();
        Assert.False(wait.IsCompleted);
        if (byReset)
            _driver.Reset();
        else
            _driver.SetState(Running);
        Assert.Equal(Errno.ENODEV, (await Assert.ThrowsAsync<MigrationException>(() => wait.Soon())).Errno);
        Assert.Equal(
            Errno.ENODEV, (await Assert.ThrowsAsync<MigrationException>(() => session.WaitForDataAsync().Soon())).Errno);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_and_the_others_go_on()
    {
        TestSaving session = await Drained();
        using var cancel = new CancellationTokenSource();
        Task cancelled = session.WaitForDataAsync(cancel.Token).AsTask();
        Task other = session.WaitForDataAsync().AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon());
        Assert.False(other.IsCompleted);
        session.NotifyData();
        await other.Soon();
    }

    [Fact]
    public async Task A_new_session_is_worth_a_first_read()
    {
        var session = (SavingSession)_driver.SetState(PreCopy)!;
        await session.WaitForDataAsync().Soon();
    }

    [Fact]
    public async Task After_bytes_there_may_be_more()
    {
        _driver.MakeSaving = () => new TestSaving((_, _) => new(1));
        var session = (SavingSession)_driver.SetState(PreCopy)!;
        Assert.Equal(Bytes, (await session.ReadAsync(new byte[1]).Soon()).Outcome);
        Assert.True(session.WaitForDataAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_broken_stream_does_not_leave_the_host_waiting_for_its_error()
    {
        _driver.MakeSaving = () => new TestSaving((_, _) => throw new FormatException());
        var session = (SavingSession)_driver.SetState(PreCopy)!;
        await Assert.ThrowsAsync<MigrationException>(() => session.ReadAsync(new byte[1]).Soon());
        Assert.True(session.WaitForDataAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Data_that_comes_while_a_read_finds_nothing_is_not_missed()
    {
        var isProducing = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        TestSaving session = new(async (_, _) =>
        {
            isProducing.SetResult();
            await go.Task;
            return 0;
        });
        _driver.MakeSaving = () => session;
        _driver.SetState(PreCopy);
        Task<SessionRead> read = session.ReadAsync(new byte[1]).AsTask();
        await isProducing.Task.Soon();
        session.NotifyData();
        go.SetResult();
        Assert.Equal(NoDataYet, (await read.Soon()).Outcome);
        await session.WaitForDataAsync().Soon();
    }

    [Fact]
    public async Task No_wake_up_is_ever_lost()
    {
        int rounds = Stress.Rounds(30_000);
        int made = 0;
        int taken = 0;
        TestSaving session = new((_, _) =>
        {
            if (Volatile.Read(ref made) == taken)
                return new(0);
            taken++;
            return new(1);
        });
        _driver.MakeSaving = () => session;
        _driver.SetState(PreCopy);
        Background driver = Background.Run(() =>
        {
            for (int round = 1; round <= rounds; round++)
            {
                Volatile.Write(ref made, round);
                session.NotifyData();
                // Every other time the host shall get the chance to fall asleep.
                if (round % 2 == 0)
                    Patience.Until(() => Volatile.Read(ref taken) == round);
            }
        });
        var buffer = new byte[1];
        while (taken < rounds)
        {
            if ((await session.ReadAsync(buffer).Soon()).Outcome == NoDataYet && taken < rounds)
                await session.WaitForDataAsync().Soon();
        }

        await driver.Done.Soon();
        Assert.Equal(rounds, session.BytesTransferred);
    }

    private async Task<TestSaving> Drained()
    {
        var session = (TestSaving)_driver.SetState(PreCopy)!;
        Assert.Equal(NoDataYet, (await session.ReadAsync(new byte[1]).Soon()).Outcome);
        return session;
    }
}

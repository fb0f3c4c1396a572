using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;
using static MigSdk.ReadOutcome;

namespace MigSdk.Tests;

/// <summary>What a read of a saving session comes to.</summary>
public sealed class SavingReadTests
{
    private readonly FullDriver _driver = new();
    private readonly byte[] _buffer = new byte[8];

    [Fact]
    public async Task Nothing_produced_is_no_data_yet_in_PRE_COPY_states_and_the_end_in_STOP_COPY()
    {
        int calls = 0;
        SavingSession session = Open(PreCopy, (_, _) =>
        {
            calls++;
            return new(0);
        });
        Assert.True(session.IsPreCopy);
        Assert.Equal(new SessionRead(NoDataYet, 0), await session.ReadAsync(_buffer).Soon());
        _driver.SetState(PreCopyP2P);
        Assert.Equal(new SessionRead(NoDataYet, 0), await session.ReadAsync(_buffer).Soon());
        _driver.SetState(StopCopy);
        Assert.False(session.IsPreCopy);
        Assert.Equal(new SessionRead(EndOfStream, 0), await session.ReadAsync(_buffer).Soon());
        Assert.Equal(new SessionRead(EndOfStream, 0), await session.ReadAsync(_buffer).Soon());
        // After the end nobody is asked again.
        Assert.Equal(3, calls);
    }

    [Theory, InlineData(PreCopy), InlineData(StopCopy)]
    public async Task Bytes_are_counted(MigrationState state)
    {
        SavingSession session = Open(state, (buffer, _) =>
        {
            buffer.Span[..3].Fill(7);
            return new(3);
        });
        Assert.Equal(new SessionRead(Bytes, 3), await session.ReadAsync(_buffer).Soon());
        Assert.Equal(new SessionRead(Bytes, 3), await session.ReadAsync(_buffer).Soon());
        Assert.Equal([7, 7, 7, 0, 0, 0, 0, 0], _buffer);
        Assert.Equal(6, session.BytesTransferred);
    }

    [Fact]
    public async Task The_end_is_permanent_though_the_driver_would_have_more()
    {
        bool hasData = false;
        SavingSession session = Open(StopCopy, (_, _) => new(hasData ? 1 : 0));
        Assert.Equal(EndOfStream, (await session.ReadAsync(_buffer).Soon()).Outcome);
        hasData = true;
        Assert.Equal(EndOfStream, (await session.ReadAsync(_buffer).Soon()).Outcome);
    }

    [Theory, InlineData(-1), InlineData(9), InlineData(int.MinValue)]
    public async Task An_impossible_count_breaks_the_stream(int count)
    {
        SavingSession session = Open(StopCopy, (_, _) => new(count));
        Assert.Equal(Errno.EIO, (await FailedRead(session)).Errno);
        Assert.Equal(Errno.EIO, (await FailedRead(session)).Errno);
        Assert.Equal(0, session.BytesTransferred);
    }

    [Theory, InlineData(PreCopy), InlineData(StopCopy)]
    public async Task A_broken_stream_stays_broken_with_the_drivers_errno(MigrationState state)
    {
        var cause = new MigrationException(Errno.ENOSPC, "full");
        int calls = 0;
        SavingSession session = Open(state, (_, _) =>
        {
            calls++;
            throw cause;
        });
        Assert.Same(cause, await FailedRead(session));
        MigrationException second = await FailedRead(session);
        Assert.Equal((Errno.ENOSPC, cause), (second.Errno, second.InnerException));
        Assert.Equal(1, calls);
        _driver.SetState(Stop);
        Assert.True(session.IsClosed);
    }

    [Fact]
    public async Task Any_other_exception_is_EIO_with_the_cause_kept()
    {
        var cause = new FormatException("odd");
        SavingSession session = Open(PreCopy, async (_, _) =>
        {
            await Task.Yield();
            throw cause;
        });
        MigrationException first = await FailedRead(session);
        Assert.Equal((Errno.EIO, cause), (first.Errno, first.InnerException));
        Assert.Equal(Errno.EIO, (await FailedRead(session)).Errno);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_before_it_begins_breaks_nothing()
    {
        SavingSession session = Open(StopCopy, (_, _) => new(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.ReadAsync(_buffer, new CancellationToken(canceled: true)).Soon());
        Assert.Equal(Bytes, (await session.ReadAsync(_buffer).Soon()).Outcome);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_while_it_waits_for_another_breaks_nothing()
    {
        var go = new TaskCompletionSource();
        SavingSession session = Open(StopCopy, async (_, _) =>
        {
            await go.Task;
            return 1;
        });
        Task<SessionRead> first = session.ReadAsync(_buffer).AsTask();
        using var cancel = new CancellationTokenSource();
        Task<SessionRead> second = session.ReadAsync(new byte[1], cancel.Token).AsTask();
        cancel.Cancel();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Soon());
        Assert.Equal(cancel.Token, cancelled.CancellationToken);
        go.SetResult();
        Assert.Equal(new SessionRead(Bytes, 1), await first.Soon());
        Assert.Equal(new SessionRead(Bytes, 1), await session.ReadAsync(_buffer).Soon());
    }

    [Fact]
    public async Task A_read_that_the_driver_has_begun_and_that_is_cancelled_breaks_the_stream()
    {
        using var cancel = new CancellationTokenSource();
        SavingSession session = Open(StopCopy, async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        });
        Task<SessionRead> read = session.ReadAsync(_buffer, cancel.Token).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
        Assert.Equal(Errno.EIO, (await FailedRead(session)).Errno);
    }

    [Fact]
    public async Task A_cancellation_that_comes_too_late_for_a_read_does_not_concern_the_next()
    {
        using var during = new CancellationTokenSource();
        using var afterwards = new CancellationTokenSource();
        using var last = new CancellationTokenSource();
        Action<CancellationToken> look = _ => during.Cancel();
        SavingSession session = Open(StopCopy, (_, token) =>
        {
            look(token);
            return new(1);
        });
        await session.ReadAsync(_buffer, during.Token).Soon();
        look = token => Assert.False(token.IsCancellationRequested);
        await session.ReadAsync(_buffer, afterwards.Token).Soon();
        look = token =>
        {
            afterwards.Cancel();
            Assert.False(token.IsCancellationRequested);
        };
        Assert.Equal(new SessionRead(Bytes, 1), await session.ReadAsync(_buffer, last.Token).Soon());
    }

    [Fact]
    public async Task A_cancellation_that_the_host_did_not_ask_for_is_EIO()
    {
        SavingSession session = Open(StopCopy, (_, _) => throw new OperationCanceledException());
        Assert.Equal(Errno.EIO, (await FailedRead(session)).Errno);
    }

    [Fact]
    public async Task A_read_needs_room()
    {
        SavingSession session = Open(StopCopy, (_, _) => new(0));
        await Assert.ThrowsAsync<ArgumentException>(() => session.ReadAsync(Memory<byte>.Empty).Soon());
    }

    [Fact]
    public void PreCopyInfo_exists_in_PRE_COPY_states_only()
    {
        var session = (TestSaving)Open(PreCopy, null);
        Assert.Equal(new PreCopyInfo(0, 0), session.GetPreCopyInfo());
        session.Estimate = new PreCopyInfo(5, 6);
        Assert.Equal(new PreCopyInfo(5, 6), session.GetPreCopyInfo());
        _driver.SetState(PreCopyP2P);
        Assert.Equal(new PreCopyInfo(5, 6), session.GetPreCopyInfo());
        _driver.SetState(StopCopy);
        Assert.Equal(Errno.EINVAL, Assert.Throws<MigrationException>(() => session.GetPreCopyInfo()).Errno);
        _driver.SetState(Stop);
        Assert.Equal(Errno.ENODEV, Assert.Throws<MigrationException>(() => session.GetPreCopyInfo()).Errno);
    }

    private SavingSession Open(MigrationState state, Func<Memory<byte>, CancellationToken, ValueTask<int>>? produce)
    {
        _driver.MakeSaving = () => new TestSaving(produce);
        return (SavingSession)_driver.SetState(state)!;
    }

    private Task<MigrationException> FailedRead(SavingSession session) =>
        Assert.ThrowsAsync<MigrationException>(() => session.ReadAsync(_buffer).Soon());
}

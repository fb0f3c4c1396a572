using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>The stream that the host writes, and what makes it acceptable.</summary>
public sealed class ResumingTests
{
    [Theory, InlineData(1), InlineData(3), InlineData(4)]
    public async Task Writes_may_have_any_size(int size)
    {
        var driver = new ApplyingDriver();
        var session = (BufferedResumingSession)driver.SetState(Resuming)!;
        byte[] data = [42, 1, 2, 3];
        foreach (byte[] piece in data.Chunk(size))
            await session.WriteAsync(piece).Soon();
        await session.WriteAsync(ReadOnlyMemory<byte>.Empty).Soon();
        Assert.Equal(data, session.Data.ToArray());
        Assert.Equal(4, session.BytesTransferred);
        driver.SetState(Running);
        Assert.Equal(data, driver.Applied);
        Assert.True(session.IsClosed);
    }

    [Fact]
    public async Task Truncated_data_leaves_RESUMING_and_can_be_completed()
    {
        var driver = new ApplyingDriver();
        var session = (BufferedResumingSession)driver.SetState(Resuming)!;
        await session.WriteAsync(new byte[] { 42, 1 }).Soon();
        for (int attempt = 0; attempt < 2; attempt++)
        {
            var failure = Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Running));
            Assert.Equal((Errno.EINVAL, Resuming, Resuming), (failure.Errno, failure.State, driver.State));
            Assert.False(session.IsClosed);
        }

        await session.WriteAsync(new byte[] { 2, 3 }).Soon();
        driver.SetState(Running);
        Assert.Equal([42, 1, 2, 3], driver.Applied);
        Assert.True(session.IsClosed);
    }

    [Fact]
    public async Task Too_much_data_is_E2BIG_and_only_reset_leads_out()
    {
        var driver = new ApplyingDriver();
        var session = (BufferedResumingSession)driver.SetState(Resuming)!;
        await session.WriteAsync(new byte[ApplyingDriver.MaxBytes]).Soon();
        Assert.Equal(Errno.E2BIG, (await FailedWrite(session, 1)).Errno);
        Assert.Equal(ApplyingDriver.MaxBytes, session.BytesTransferred);
        Assert.Equal(Errno.E2BIG, (await FailedWrite(session, 1)).Errno);
        int applications = driver.Steps.Count(step => step.From == Resuming);
        var failure = Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Stop));
        Assert.Equal((Errno.E2BIG, Resuming, Resuming), (failure.Errno, failure.State, driver.State));
        // A broken stream is no device state, so the handler is not asked.
        Assert.Equal(applications, driver.Steps.Count(step => step.From == Resuming));
        driver.Reset();
        Assert.Equal(Running, driver.State);
        Assert.Equal(Errno.ENODEV, (await FailedWrite(session, 1)).Errno);
    }

    [Fact]
    public async Task One_write_that_is_too_long_is_refused_as_a_whole()
    {
        var driver = new ApplyingDriver();
        var session = (BufferedResumingSession)driver.SetState(Resuming)!;
        Assert.Equal(Errno.E2BIG, (await FailedWrite(session, ApplyingDriver.MaxBytes + 1)).Errno);
        Assert.Equal((0, 0), (session.Data.Length, session.BytesTransferred));
    }

    [Fact]
    public async Task A_sink_takes_the_data_as_it_comes_and_never_nothing()
    {
        var taken = new List<byte[]>();
        ResumingSession session = Sink((data, _) =>
        {
            taken.Add(data.ToArray());
            return default;
        });
        await session.WriteAsync(new byte[] { 1 }).Soon();
        await session.WriteAsync(ReadOnlyMemory<byte>.Empty).Soon();
        await session.WriteAsync(new byte[] { 2, 3 }).Soon();
        Assert.Equal([[1], [2, 3]], taken);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_sink_that_refuses_breaks_the_stream(bool withErrno)
    {
        Exception cause = withErrno ? new MigrationException(Errno.EPROTO, "no header") : new FormatException("odd");
        Errno errno = withErrno ? Errno.EPROTO : Errno.EIO;
        var driver = new FullDriver { MakeResuming = () => ResumingSession.FromSink((_, _) => throw cause) };
        var session = (ResumingSession)driver.SetState(Resuming)!;
        MigrationException first = await FailedWrite(session, 1);
        Assert.Equal(errno, first.Errno);
        Assert.Same(cause, withErrno ? first : first.InnerException);
        MigrationException second = await FailedWrite(session, 1);
        Assert.Equal((errno, cause), (second.Errno, second.InnerException));
        Assert.Equal(0, session.BytesTransferred);

        var failure = Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Running));
        Assert.Equal((errno, Resuming), (failure.Errno, driver.State));
        Assert.Equal(["Running -> RunningP2P", "RunningP2P -> Stop", "Stop -> Resuming"], driver.Log);
        driver.Reset();
        Assert.Equal(Running, driver.State);
    }

    [Fact]
    public async Task A_write_that_is_cancelled_before_it_begins_breaks_nothing()
    {
        ResumingSession session = Sink((_, _) => default);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.WriteAsync(new byte[1], new CancellationToken(canceled: true)).Soon());
        await session.WriteAsync(new byte[1]).Soon();
        Assert.Equal(1, session.BytesTransferred);
    }

    [Fact]
    public async Task A_write_that_the_driver_has_begun_and_that_is_cancelled_breaks_the_stream()
    {
        ResumingSession session = Sink((_, token) => new(Task.Delay(Timeout.Infinite, token)));
        using var cancel = new CancellationTokenSource();
        Task write = session.WriteAsync(new byte[1], cancel.Token).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.Soon());
        Assert.Equal(Errno.EIO, (await FailedWrite(session, 1)).Errno);
    }

    [Fact]
    public async Task A_cancellation_that_the_host_did_not_ask_for_is_EIO()
    {
        var driver = new FullDriver { MakeResuming = () => new TestResuming((_, _) => throw new OperationCanceledException()) };
        var session = (ResumingSession)driver.SetState(Resuming)!;
        var failure = await Assert.ThrowsAsync<MigrationException>(() => session.WriteAsync(new byte[1]).Soon());
        Assert.Equal(Errno.EIO, failure.Errno);
    }

    [Fact]
    public async Task Writes_come_to_the_driver_one_after_the_other()
    {
        int inside = 0;
        int most = 0;
        ResumingSession session = Sink(async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        });
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => session.WriteAsync(new byte[1]).AsTask()))).Soon();
        Assert.Equal((1, 50), (most, session.BytesTransferred));
    }

    private static ResumingSession Sink(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> accept)
    {
        var driver = new FullDriver { MakeResuming = () => ResumingSession.FromSink(accept) };
        return (ResumingSession)driver.SetState(Resuming)!;
    }

    private static Task<MigrationException> FailedWrite(ResumingSession session, int bytes) =>
        Assert.ThrowsAsync<MigrationException>(() => session.WriteAsync(new byte[bytes]).Soon());
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;
using static MigSdk.ReadOutcome;

namespace MigSdk.Tests;

/// <summary>A stream that an iterator produces as the host reads.</summary>
public sealed class ChunksTests
{
    private readonly FullDriver _driver = new();

    [Fact]
    public async Task Chunks_go_on_from_PRE_COPY_to_STOP_COPY_in_one_stream()
    {
        SavingSession session = Open(PreCopy, () => SavingSession.FromChunks(Produce));
        Assert.Equal(Bytes, (await session.ReadAsync(new byte[8]).Soon()).Outcome);
        Assert.Equal(NoDataYet, (await session.ReadAsync(new byte[8]).Soon()).Outcome);
        Assert.Equal(NoDataYet, (await session.ReadAsync(new byte[8]).Soon()).Outcome);
        _driver.SetState(PreCopyP2P);
        Assert.Equal(NoDataYet, (await session.ReadAsync(new byte[8]).Soon()).Outcome);
        _driver.SetState(StopCopy);
        Assert.Equal([2, 2, 3], await session.ReadToEnd(8));

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Produce(SavingSession session)
        {
            yield return new byte[] { 1, 1, 1 };
            while (session.IsPreCopy)
            {
                await Task.Yield();
                yield return default;
            }

            yield return new byte[] { 2, 2 };
            yield return new byte[] { 3 };
        }
    }

    [Fact]
    public async Task An_iterator_that_ends_in_PRE_COPY_has_no_data_until_STOP_COPY_says_that_this_was_the_end()
    {
        SavingSession session = Open(PreCopy, () => SavingSession.FromChunks(_ => Produce()));
        Assert.Equal(new SessionRead(Bytes, 1), await session.ReadAsync(new byte[8]).Soon());
        Assert.Equal(NoDataYet, (await session.ReadAsync(new byte[8]).Soon()).Outcome);
        _driver.SetState(StopCopy);
        Assert.Equal(EndOfStream, (await session.ReadAsync(new byte[8]).Soon()).Outcome);

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Produce()
        {
            await Task.Yield();
            yield return new byte[] { 1 };
        }
    }

    [Fact]
    public async Task Nothing_is_produced_before_it_is_asked_for()
    {
        int produced = 0;
        SavingSession session = Open(StopCopy, () => SavingSession.FromChunks(_ => Produce()));
        Assert.Equal(0, produced);
        await session.ReadAsync(new byte[1]).Soon();
        Assert.Equal(1, produced);
        // The second byte of the same chunk.
        await session.ReadAsync(new byte[1]).Soon();
        Assert.Equal(1, produced);
        await session.ReadAsync(new byte[8]).Soon();
        Assert.Equal(2, produced);

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Produce()
        {
            for (int chunk = 0; chunk < 5; chunk++)
            {
                await Task.Yield();
                produced++;
                yield return new byte[2];
            }
        }
    }

    [Fact]
    public async Task An_empty_chunk_in_STOP_COPY_breaks_the_stream()
    {
        SavingSession session = Open(StopCopy, () => SavingSession.FromChunks(_ => Produce()));
        Assert.Equal(
            Errno.EIO, (await Assert.ThrowsAsync<MigrationException>(() => session.ReadAsync(new byte[1]).Soon())).Errno);

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Produce()
        {
            await Task.Yield();
            yield return default;
        }
    }

    [Fact]
    public async Task An_iterator_that_is_left_in_the_middle_runs_its_finally_blocks_once()
    {
        var disposed = new TaskCompletionSource();
        CancellationToken seen = default;
        SavingSession session = Open(StopCopy, () => SavingSession.FromChunks(_ => Produce()));
        await session.ReadAsync(new byte[1]).Soon();
        Assert.False(disposed.Task.IsCompleted);
        Assert.False(seen.IsCancellationRequested);
        _driver.SetState(Stop);
        await disposed.Task.Soon();
        Assert.True(seen.IsCancellationRequested);

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Produce([EnumeratorCancellation] CancellationToken closing = default)
        {
            seen = closing;
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return new byte[4];
                }
            }
            finally
            {
                disposed.SetResult();
            }
        }
    }

    [Fact]
    public async Task A_host_that_gives_up_its_read_does_not_wait_for_the_iterator()
    {
        var go = new TaskCompletionSource();
        var disposed = new TaskCompletionSource();
        SavingSession session = Open(PreCopy, () => SavingSession.FromChunks(_ => Produce()));
        using var cancel = new CancellationTokenSource();
        Task<SessionRead> read = session.ReadAsync(new byte[1], cancel.Token).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
        // Where the iterator stands nobody knows: it is not asked again, and ends when it has come to a rest.
        Assert.Equal(
            Errno.EIO, (await Assert.ThrowsAsync<MigrationException>(() => session.ReadAsync(new byte[1]).Soon())).Errno);
        _driver.SetState(Running);
        Assert.False(disposed.Task.IsCompleted);
        go.SetResult();
        await disposed.Task.Soon();

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Produce()
        {
            try
            {
                await go.Task;
                yield return new byte[1];
            }
            finally
            {
                disposed.SetResult();
            }
        }
    }

    [Fact]
    public void An_iterator_that_nobody_reads_is_never_begun()
    {
        bool begun = false;
        Open(StopCopy, () => SavingSession.FromChunks(_ =>
        {
            begun = true;
            return AsyncEnumerable.Empty<ReadOnlyMemory<byte>>();
        }));
        _driver.SetState(Stop);
        Assert.False(begun);
    }

    [Fact]
    public void Chunks_have_their_own_estimate()
    {
        SavingSession session = Open(
            PreCopy, () => SavingSession.FromChunks(_ => AsyncEnumerable.Empty<ReadOnlyMemory<byte>>(), () => new(3, 4)));
        Assert.Equal(new PreCopyInfo(3, 4), session.GetPreCopyInfo());
    }

    private SavingSession Open(MigrationState state, Func<SavingSession> make)
    {
        _driver.MakeSaving = make;
        return (SavingSession)_driver.SetState(state)!;
    }
}

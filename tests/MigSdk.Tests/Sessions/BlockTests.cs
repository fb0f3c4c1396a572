using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;
using static MigSdk.ReadOutcome;

namespace MigSdk.Tests;

/// <summary>A device whose state is a block of bytes.</summary>
public sealed class BlockTests
{
    private readonly FullDriver _driver = new();

    [Theory, InlineData(1), InlineData(3), InlineData(10), InlineData(64)]
    public async Task A_fixed_block_is_read_in_pieces_of_any_size(int size)
    {
        byte[] block = [.. Enumerable.Range(0, 10).Select(value => (byte)value)];
        SavingSession session = Open(StopCopy, () => SavingSession.FromBlock(block));
        Assert.Equal(block, await session.ReadToEnd(size));
        Assert.Equal(10, session.BytesTransferred);
    }

    [Fact]
    public async Task A_captured_block_is_taken_once_and_only_when_the_device_has_stopped()
    {
        int captures = 0;
        SavingSession session = Open(PreCopy, () => SavingSession.FromBlock(() =>
        {
            captures++;
            return new byte[] { 1, 2, 3 };
        }));
        Assert.Equal(NoDataYet, (await session.ReadAsync(new byte[2]).Soon()).Outcome);
        _driver.SetState(PreCopyP2P);
        Assert.Equal(NoDataYet, (await session.ReadAsync(new byte[2]).Soon()).Outcome);
        _driver.SetState(StopCopy);
        Assert.Equal(0, captures);
        Assert.Equal([1, 2, 3], await session.ReadToEnd(2));
        Assert.Equal(1, captures);
    }

    [Fact]
    public async Task An_empty_block_is_an_empty_stream()
    {
        SavingSession session = Open(StopCopy, () => SavingSession.FromBlock(default(ReadOnlyMemory<byte>)));
        Assert.Equal(EndOfStream, (await session.ReadAsync(new byte[2]).Soon()).Outcome);
    }

    [Fact]
    public async Task A_capture_that_fails_breaks_the_stream()
    {
        SavingSession session = Open(StopCopy, () => SavingSession.FromBlock(ReadOnlyMemory<byte> () => throw new MigrationException(Errno.EBUSY)));
        for (int read = 0; read < 2; read++)
        {
            Assert.Equal(
                Errno.EBUSY, (await Assert.ThrowsAsync<MigrationException>(() => session.ReadAsync(new byte[2]).Soon())).Errno);
        }
    }

    [Fact]
    public void The_ways_to_make_a_session_want_their_argument()
    {
        Assert.Throws<ArgumentNullException>(() => SavingSession.FromBlock((Func<ReadOnlyMemory<byte>>)null!));
        Assert.Throws<ArgumentNullException>(() => SavingSession.FromChunks(null!));
        Assert.Throws<ArgumentNullException>(() => ResumingSession.FromSink(null!));
        foreach (int limit in new[] { 0, -1, int.MinValue, int.MaxValue })
            Assert.Throws<ArgumentOutOfRangeException>(() => ResumingSession.Buffered(limit));
    }

    private SavingSession Open(MigrationState state, Func<SavingSession> make)
    {
        _driver.MakeSaving = make;
        return (SavingSession)_driver.SetState(state)!;
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Why a session refuses, in the words that hosts log.</summary>
public sealed class SessionMessageTests
{
    private readonly FullDriver _driver = new();
    private readonly byte[] _buffer = new byte[4];

    [Fact]
    public async Task A_closed_one()
    {
        SavingSession session = Saving(StopCopy, (_, _) => new(0));
        _driver.SetState(Stop);
        await SaysAsync<MigrationException>("The session is closed.", () => session.ReadAsync(_buffer).Soon());
    }

    [Fact]
    public async Task A_read_that_fails_and_the_next()
    {
        SavingSession session = Saving(StopCopy, (_, _) => throw new FormatException("odd"));
        await SaysAsync<MigrationException>("The driver could not produce its stream: odd", () => session.ReadAsync(_buffer).Soon());
        await SaysAsync<MigrationException>("The Saving session's stream is broken: odd", () => session.ReadAsync(_buffer).Soon());
    }

    [Fact]
    public async Task A_read_without_room()
    {
        SavingSession session = Saving(StopCopy, (_, _) => new(0));
        await SaysAsync<ArgumentException>(
            "A read needs room for at least one byte. (Parameter 'buffer')", () => session.ReadAsync(Memory<byte>.Empty).Soon());
    }

    [Fact]
    public async Task A_count_that_cannot_be() => await SaysAsync<MigrationException>(
        "The driver could not produce its stream: The driver says it put 9 bytes into a buffer of 4.",
        () => Saving(StopCopy, (_, _) => new(9)).ReadAsync(_buffer).Soon());

    [Fact]
    public async Task A_chunk_without_bytes()
    {
        _driver.MakeSaving = () => SavingSession.FromChunks(_ => Nothing());
        var session = (SavingSession)_driver.SetState(StopCopy)!;
        await SaysAsync<MigrationException>(
            "The driver could not produce its stream: An empty chunk says 'no data yet', which STOP_COPY does not know.",
            () => session.ReadAsync(_buffer).Soon());

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Nothing()
        {
            await Task.CompletedTask;
            yield return ReadOnlyMemory<byte>.Empty;
        }
    }

    [Fact]
    public void Estimates()
    {
        _driver.MakeSaving = () => SavingSession.FromChunks(_ => throw new FormatException(), () => throw new FormatException("odd"));
        var session = (SavingSession)_driver.SetState(PreCopy)!;
        Says("The driver could not estimate its stream: odd", () => session.GetPreCopyInfo());
        _driver.SetState(StopCopy);
        Says("Pre-copy estimates exist only in PRE_COPY states.", () => session.GetPreCopyInfo());
    }

    [Fact]
    public async Task A_write_that_fails()
    {
        _driver.MakeResuming = () => ResumingSession.FromSink((_, _) => throw new FormatException("odd"));
        var session = (ResumingSession)_driver.SetState(Resuming)!;
        await SaysAsync<MigrationException>("The driver could not take its stream: odd", () => session.WriteAsync(_buffer).Soon());
    }

    [Fact]
    public async Task A_stream_that_is_too_long()
    {
        _driver.MakeResuming = () => ResumingSession.Buffered(3);
        var session = (ResumingSession)_driver.SetState(Resuming)!;
        await SaysAsync<MigrationException>(
            "The stream is longer than the 3 bytes that the device takes.", () => session.WriteAsync(_buffer).Soon());
    }

    private SavingSession Saving(MigrationState state, Func<Memory<byte>, CancellationToken, ValueTask<int>> produce)
    {
        _driver.MakeSaving = () => new TestSaving(produce);
        return (SavingSession)_driver.SetState(state)!;
    }

    private static void Says(string message, Action act) => Assert.Equal(message, Assert.Throws<MigrationException>(act).Message);

    private static async Task SaysAsync<TException>(string message, Func<Task> act)
        where TException : Exception =>
        Assert.Equal(message, (await Assert.ThrowsAsync<TException>(act)).Message);
}

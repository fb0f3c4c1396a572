using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.Host.Tests.Remote.RawPeer;
using static MigSdk.MigrationFeatures;

namespace MigSdk.Host.Tests.Remote;

/// <summary>Whatever a receiver says, the source goes on unless the destination may run.</summary>
public class HostileReceiverTests
{
    private readonly RemoteScenario _scenario = new(StopCopy, StopCopy);
    private readonly RawPeer _receiver;

    public HostileReceiverTests() => _receiver = new RawPeer(_scenario.Wire.Receiver);

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", "does not speak MigSdk's migration protocol")]
    [InlineData("MIGSDK\r\n\u0009\u0000\u0000\u0000", "speaks version 9")]
    public async Task Who_does_not_speak_the_protocol_leaves_the_source_untouched(string bytes, string reason)
    {
        Task sending = _scenario.SendAsync();
        await _receiver.SendRawAsync([.. bytes.Select(letter => (byte)letter)]);
        LiveMigrationException failure = await EndAsync(sending);
        Assert.Equal((Errno.EPROTO, MigrationPhase.Setup), (failure.Errno, failure.Phase));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_scenario.World.Source.Asked);
    }

    [Fact]
    public async Task A_refusal_is_passed_on_with_its_errno_and_its_reason()
    {
        Task sending = _scenario.SendAsync();
        await _receiver.SendRawAsync(Preamble);
        await _receiver.SendAsync(Refusal, 0, [.. U32((uint)Errno.EBUSY), .. "taken"u8]);
        LiveMigrationException failure = await EndAsync(sending);
        Assert.Equal(Errno.EBUSY, failure.Errno);
        Assert.Contains("The receiver refuses: taken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_without_the_transitions_that_are_needed_is_found_before_anything_is_done()
    {
        Task sending = _scenario.SendAsync();
        await _receiver.GreetAsync(Greeting());
        await _receiver.ReceivePreambleAsync();
        while ((await _receiver.ReceiveAsync())?.Kind != RawPeer.Farewell)
            ;
        LiveMigrationException failure = await EndAsync(sending);
        Assert.Equal(Errno.EOPNOTSUPP, failure.Errno);
        Assert.Empty(_scenario.World.Source.Asked);
    }

    [Theory]
    [InlineData(GetState)]
    [InlineData(Resume)]
    [InlineData(Data)]
    public async Task An_answer_that_nobody_has_asked_for_ends_the_migration(int at) =>
        await AnswerUntilAsync(at, async id => await _receiver.SendAsync(Done, id + 100, U32(2)), Errno.EPROTO);

    [Theory]
    [InlineData(GetState)]
    [InlineData(Resume)]
    [InlineData(Data)]
    public async Task An_answer_of_the_wrong_length_ends_the_migration(int at) =>
        await AnswerUntilAsync(at, async id => await _receiver.SendAsync(Done, id, new byte[7]), Errno.EPROTO);

    [Theory]
    [InlineData(Resume)]
    [InlineData(Data)]
    public async Task A_failure_is_the_migrations_failure(int at) =>
        await AnswerUntilAsync(
            at, async id => await _receiver.SendAsync(Failed, id, [.. U32((uint)Errno.ENOSPC), .. "full"u8]), Errno.ENOSPC);

    [Fact]
    public async Task A_failure_without_an_errno_is_no_success() =>
        await AnswerUntilAsync(Resume, async id => await _receiver.SendAsync(Failed, id, U32(0)), Errno.EPROTO);

    [Fact]
    public async Task A_receiver_that_ends_the_migration_gives_its_reason() =>
        await AnswerUntilAsync(
            Data,
            async _ => await _receiver.SendAsync(Farewell, 0, [.. U32(0), .. U32((uint)Errno.ENOMEM), .. "no room"u8]),
            Errno.ENOMEM);

    [Fact]
    public async Task A_receiver_that_takes_back_its_answer_to_run_changes_nothing()
    {
        LiveMigrationException? failure = await AnswerAsync(
            Run, async id => await _receiver.SendAsync(Failed, id, [.. U32((uint)Errno.EIO), .. "no"u8]), MigrationState.Running);
        Assert.Equal(RunningSide.Destination, failure!.RunningSide);
        Assert.Equal(MigrationState.Stop, _scenario.World.Source.State);
    }

    private async Task AnswerUntilAsync(int at, Func<uint, Task> answer, Errno expected)
    {
        LiveMigrationException? failure = await AnswerAsync(at, answer, MigrationState.Running);
        Assert.Equal((expected, RunningSide.Source), (failure!.Errno, failure.RunningSide));
        Assert.True(_scenario.World.Source.IsRunning);
        Assert.False(failure.SourceWasReset);
    }

    /// <summary>Answers as it should be until a kind of frame comes, and that one otherwise.</summary>
    private async Task<LiveMigrationException?> AnswerAsync(int at, Func<uint, Task> answer, MigrationState lastState)
    {
        Task sending = _scenario.SendAsync();
        await _receiver.GreetAsync(Greeting(4, (2, 4), (4, 2)));
        await _receiver.ReceivePreambleAsync();
        uint state = (uint)MigrationState.Running;
        try
        {
            while (await _receiver.ReceiveAsync() is (ushort kind, uint id, byte[] payload))
            {
                if (kind == Resume)
                    state = (uint)MigrationState.Resuming;
                if (kind is Run or Reset)
                    state = (uint)lastState;
                if (kind == at)
                    await answer(id);
                else if (kind is GetState or Resume or Run or Reset)
                    await _receiver.SendAsync(Done, id, U32(state));
                else if (kind == Data)
                    await _receiver.SendAsync(Done, id);
                else if (kind == Farewell)
                    break;
            }
        }
        catch (System.IO.IOException)
        {
            // The sender has had enough.
        }

        await EndAsync(sending, mayFail: true);
        return _scenario.SenderFailure;
    }

    private async Task<LiveMigrationException> EndAsync(Task sending, bool mayFail = false)
    {
        await _scenario.Wire.Receiver.DisposeAsync();
        await sending.WaitAsync(TimeSpan.FromSeconds(30));
        if (!mayFail)
        {
            Assert.Equal(RunningSide.Source, _scenario.SenderFailure!.RunningSide);
            Assert.Equal(MigrationState.Running, _scenario.World.Source.State);
        }

        return _scenario.SenderFailure!;
    }
}

using System;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;
using static MigSdk.Host.Tests.Remote.RawPeer;
using static MigSdk.MigrationFeatures;

namespace MigSdk.Host.Tests.Remote;

/// <summary>Whatever a sender says, the receiver's device runs only by a whole and lawful order, and its report is clear.</summary>
public class HostileSenderTests
{
    private readonly RemoteScenario _scenario = new(StopCopy, StopCopy);
    private readonly RawPeer _sender;

    public HostileSenderTests() => _sender = new RawPeer(_scenario.Wire.Sender);

    private FakeDevice Device => _scenario.World.Destination;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "does not speak MigSdk's migration protocol")]
    [InlineData("MIGSDK\r\n\u0002\u0000\u0000\u0000", "speaks version 2")]
    [InlineData("MIG", "has closed the connection")]
    [InlineData("", "has closed the connection")]
    public async Task Who_does_not_speak_the_protocol_is_told_apart(string bytes, string reason)
    {
        await _sender.SendRawAsync([.. bytes.Select(letter => (byte)letter)]);
        MigrationReceiverException failure = await EndAsync();
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(MigrationPhase.Setup, failure.Phase);
        Assert.Null(failure.Migration);
        Assert.Empty(Device.Asked);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65537)]
    [InlineData(int.MaxValue)]
    public async Task A_frame_that_is_too_long_is_not_waited_for(int length)
    {
        await _sender.GreetAsync(Greeting());
        await _sender.SendRawAsync(Frame(GetState, 1, 1, [], length));
        await AssertProtocolErrorAsync("bytes");
    }

    [Fact]
    public async Task A_damaged_frame_ends_the_migration()
    {
        await _sender.GreetAsync(Greeting());
        byte[] frame = Frame(Resume, 1, 1, []);
        frame[^1] ^= 1;
        await _sender.SendRawAsync(frame);
        await AssertProtocolErrorAsync("is damaged");
    }

    [Fact]
    public async Task A_repeated_or_missing_frame_ends_the_migration()
    {
        await _sender.GreetAsync(Greeting());
        await _sender.SendRawAsync(Frame(Resume, 1, 5, []));
        await AssertProtocolErrorAsync("frame 5 where 1 belongs");
    }

    [Theory]
    [InlineData(Hello)]
    [InlineData(Done)]
    [InlineData(Refusal)]
    [InlineData(99)]
    public async Task A_frame_that_is_none_of_a_senders_ends_the_migration(int kind)
    {
        await _sender.GreetAsync(Greeting());
        await _sender.SendAsync((ushort)kind, 1, new byte[64]);
        await AssertProtocolErrorAsync("where none belongs");
    }

    [Fact]
    public async Task More_data_than_the_window_has_room_for_ends_the_migration()
    {
        _scenario.World.Inject(2, FaultKind.HangsUntilCancelled);
        await _sender.GreetAsync(Greeting());
        Task<MigrationReceiverException> end = EndAsync(keepOpen: true);
        for (uint id = 1; id < 40 && !end.IsCompleted && !_scenario.Wire.IsCut; id++)
            await _sender.SendAsync(Data, id, new byte[64]);
        MigrationReceiverException failure = await end;
        Assert.Equal(Errno.EPROTO, failure.Errno);
        Assert.Contains("more than it may", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_comes_twice_ends_the_migration()
    {
        _scenario.World.Inject(1, FaultKind.HangsUntilCancelled);
        await _sender.GreetAsync(Greeting());
        await _sender.SendAsync(GetState, 1);
        await _sender.SendAsync(GetState, 1);
        await AssertProtocolErrorAsync("an id twice");
    }

    [Fact]
    public async Task A_greeting_that_promises_millions_of_transitions_is_not_believed()
    {
        await _sender.SendRawAsync(Preamble);
        byte[] greeting = Greeting();
        U32(uint.MaxValue).CopyTo(greeting, greeting.Length - 4);
        await _sender.SendAsync(Hello, 0, greeting);
        await AssertProtocolErrorAsync("out of range");
    }

    [Fact]
    public async Task A_text_from_the_sender_cannot_command_a_terminal()
    {
        await _sender.GreetAsync(Greeting());
        await _sender.SendAsync(Farewell, 0, [.. U32(0), .. U32(5), .. "\u001b[2Jgone\u0007"u8]);
        MigrationReceiverException failure = await EndAsync();
        Assert.Contains(" [2Jgone ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', failure.Message);
        Assert.Equal(RunningSide.Source, failure.SenderReport);
    }

    [Fact]
    public async Task An_order_to_run_is_refused_before_RESUMING()
    {
        await GreetAndAssertAsync(Run, Errno.EBUSY, [.. U32((uint)MigrationState.Running), .. U64(0)]);
        await EndAsync();
        Assert.Empty(Device.Asked);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(65u)]
    public async Task An_order_to_run_is_refused_without_all_of_the_state(uint claimed)
    {
        await GreetAndAssertAsync(Resume, Errno.None);
        await SendAndAssertAsync(Data, Errno.None, new byte[64]);
        await SendAndAssertAsync(Run, Errno.EIO, [.. U32((uint)MigrationState.Running), .. U64(claimed)]);
        await EndAsync();
        Assert.DoesNotContain(MigrationState.Running, Device.Asked);
    }

    [Theory]
    [InlineData(MigrationState.Stop)]
    [InlineData(MigrationState.Error)]
    [InlineData(MigrationState.StopCopy)]
    [InlineData(MigrationState.PreCopy)]
    [InlineData((MigrationState)77)]
    public async Task An_order_to_run_is_only_one_for_the_states_that_a_destination_takes_over_in(MigrationState target)
    {
        await GreetAndAssertAsync(Resume, Errno.None);
        await SendAndAssertAsync(Run, Errno.EINVAL, [.. U32((uint)target), .. U64(0)]);
        await EndAsync();
        Assert.Equal([MigrationState.Resuming], Device.Asked);
    }

    [Fact]
    public async Task After_a_reset_the_device_cannot_be_made_to_run_any_more()
    {
        await GreetAndAssertAsync(Resume, Errno.None);
        await SendAndAssertAsync(Reset, Errno.None);
        await SendAndAssertAsync(Resume, Errno.EBUSY);
        await SendAndAssertAsync(Data, Errno.EBUSY, new byte[8]);
        await SendAndAssertAsync(Run, Errno.EBUSY, [.. U32((uint)MigrationState.Running), .. U64(0)]);
        await SendAndAssertAsync(GetState, Errno.None);
        MigrationReceiverException failure = await EndAsync();
        Assert.False(failure.MayHaveRun);
        Assert.Equal([MigrationState.Resuming], Device.Asked);
    }

    [Fact]
    public async Task Data_before_RESUMING_is_refused_and_a_second_RESUMING_too()
    {
        await GreetAndAssertAsync(Data, Errno.ENODEV, new byte[8]);
        await SendAndAssertAsync(Resume, Errno.None);
        await SendAndAssertAsync(Resume, Errno.EBUSY);
        await EndAsync();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(200)]
    public async Task Noise_never_makes_the_device_run(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 20; round++)
        {
            var scenario = new RemoteScenario(StopCopy, StopCopy);
            var sender = new RawPeer(scenario.Wire.Sender);
            Task receiving = scenario.ReceiveAsync();
            try
            {
                await sender.GreetAsync(Greeting());
                await sender.SendAsync(Resume, 1);
                for (uint id = 2; id < 30; id++)
                {
                    byte[] payload = new byte[random.Next(40)];
                    random.NextBytes(payload);
                    ushort[] kinds = [GetState, Data, Run, Cancel, Progress, KeepAlive, Reset, (ushort)random.Next(70)];
                    await sender.SendAsync(kinds[random.Next(kinds.Length)], id, payload);
                }
            }
            catch (System.IO.IOException)
            {
                // The receiver has had enough.
            }

            await scenario.Wire.Sender.DisposeAsync();
            await receiving.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.False(scenario.World.DestinationEverRan);
            Assert.False(scenario.ReceiverFailure!.DestinationRuns);
            Assert.Equal(MigrationState.Running, scenario.World.Destination.State);
        }
    }

    private async Task GreetAndAssertAsync(ushort kind, Errno expected, params byte[] payload)
    {
        Receiving = _scenario.ReceiveAsync();
        await _sender.GreetAsync(Greeting());
        await _sender.ReceivePreambleAsync();
        Assert.Equal(Hello, (await _sender.ReceiveAsync())!.Value.Kind);
        await SendAndAssertAsync(kind, expected, payload);
    }

    private uint _id;

    private Task? Receiving { get; set; }

    private async Task SendAndAssertAsync(ushort kind, Errno expected, params byte[] payload)
    {
        await _sender.SendAsync(kind, ++_id, payload);
        (ushort answer, uint id, byte[] content) = (await _sender.ReceiveAsync())!.Value;
        Assert.Equal((_id, expected == Errno.None ? Done : Failed), (id, answer));
        if (expected != Errno.None)
            Assert.Equal(expected, (Errno)BitConverter.ToUInt32(content));
    }

    private async Task AssertProtocolErrorAsync(string reason)
    {
        MigrationReceiverException failure = await EndAsync(keepOpen: true);
        Assert.Equal(Errno.EPROTO, failure.Errno);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    private async Task<MigrationReceiverException> EndAsync(bool keepOpen = false)
    {
        if (!keepOpen)
            await _scenario.Wire.Sender.DisposeAsync();
        await (Receiving ?? _scenario.ReceiveAsync()).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(_scenario.World.DestinationEverRan);
        Assert.False(_scenario.ReceiverFailure!.DestinationRuns);
        Assert.Equal(MigrationState.Running, Device.State);
        return _scenario.ReceiverFailure;
    }
}

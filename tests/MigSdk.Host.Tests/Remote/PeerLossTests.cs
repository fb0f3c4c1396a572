using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.Host.Tests.Remote;

/// <summary>A peer that is gone without a word, one that is slow, and ends that give up.</summary>
public class PeerLossTests
{
    private static readonly LinkOptions Brisk = new()
    {
        PeerTimeout = TimeSpan.FromSeconds(1),
        KeepAliveInterval = TimeSpan.FromMilliseconds(50),
        ChunkSize = 4096,
    };

    [Fact]
    public async Task Both_ends_notice_a_line_that_is_silently_dead()
    {
        var scenario = new RemoteScenario(StopCopy | PreCopy, StopCopy) { Link = Brisk };
        scenario.World.Source.Estimate = () =>
        {
            // In the middle of the pre-copy.
            scenario.Wire.ToReceiver.IsMute = scenario.Wire.ToSender.IsMute = true;
            return new PreCopyInfo(64, 64);
        };
        await scenario.RunAsync();
        Assert.Equal((Errno.ETIMEDOUT, RunningSide.Source), (scenario.SenderFailure!.Errno, scenario.SenderFailure.RunningSide));
        Assert.Equal(Errno.ETIMEDOUT, scenario.ReceiverFailure!.Errno);
        Assert.Contains("has said nothing for 1 s", scenario.ReceiverFailure.Message, StringComparison.Ordinal);
        Assert.Null(scenario.ReceiverFailure.SenderReport);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_end_that_takes_nothing_is_noticed_by_the_other_one(bool toReceiver)
    {
        var scenario = new RemoteScenario(StopCopy | PreCopy, StopCopy) { Link = Brisk };
        scenario.World.Source.Estimate = () =>
        {
            (toReceiver ? scenario.Wire.ToReceiver : scenario.Wire.ToSender).IsFull = true;
            return new PreCopyInfo(64, 64);
        };
        await scenario.RunAsync();
        Assert.Equal(RunningSide.Source, scenario.SenderFailure!.RunningSide);
        // The one sees that it gets rid of nothing, the other that it hears nothing, whichever is first.
        Assert.True(scenario.SenderFailure.Errno is Errno.ETIMEDOUT or Errno.ECONNRESET);
        Assert.True(scenario.ReceiverFailure!.Errno is Errno.ETIMEDOUT or Errno.ECONNRESET);
    }

    [Fact]
    public async Task A_receiver_that_hears_nothing_at_all_gives_up()
    {
        var scenario = new RemoteScenario(StopCopy, StopCopy) { Link = Brisk };
        await scenario.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Errno.ETIMEDOUT, scenario.ReceiverFailure!.Errno);
        Assert.False(scenario.ReceiverFailure.DestinationRuns);
    }

    [Fact]
    public async Task A_device_that_takes_longer_than_the_silence_that_counts_as_loss_loses_nothing()
    {
        var scenario = new RemoteScenario(StopCopy, StopCopy) { Link = Brisk };
        var sourceIsSlow = new LiveMigrationOptions
        {
            OnSourceStopping = async _ => await Task.Delay(Brisk.PeerTimeout * 2),
        };
        Task receiving = scenario.ReceiveAsync();
        LiveMigrationResult result = await MigrationSender.RunAsync(
            scenario.World.Source, scenario.Wire.Sender, sourceIsSlow, Brisk).WaitAsync(TimeSpan.FromSeconds(30));
        await receiving.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(scenario.Received!.IsKnownToSender);
        Assert.Null(result.SourceStopFailure);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Cancelled_at_the_receiver_the_source_goes_on(int after)
    {
        var receiver = new CancellationTokenSource();
        var scenario = new RemoteScenario(StopCopy | P2P | PreCopy, StopCopy | P2P | PreCopy)
        {
            ReceiverProgress = new Watch(after, receiver.Cancel),
        };
        await using (receiver.Token.Register(scenario.ReceiverHost.Cancel))
            await scenario.RunAsync();
        Assert.Equal(Errno.ECANCELED, scenario.ReceiverFailure!.Errno);
        Assert.Equal(RunningSide.Source, scenario.SenderFailure!.RunningSide);
        Assert.Contains("The receiver was cancelled", scenario.SenderFailure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wherever_the_receiver_is_cancelled_both_reports_are_true()
    {
        for (int after = 1; after < 14; after++)
        {
            using var receiver = new CancellationTokenSource();
            var scenario = new RemoteScenario(StopCopy | PreCopy, StopCopy | P2P)
            {
                ReceiverProgress = new Watch(after, receiver.Cancel),
                Name = $"cancelled at report {after}",
            };
            await using (receiver.Token.Register(scenario.ReceiverHost.Cancel))
                await scenario.RunAsync();
        }
    }

    [Fact]
    public async Task Wherever_the_sender_is_cancelled_both_reports_are_true_and_the_receiver_knows_why()
    {
        int cancelled = 0;
        for (int after = 1; after < 40; after++)
        {
            using var sender = new CancellationTokenSource();
            var scenario = new RemoteScenario(StopCopy | PreCopy, StopCopy | P2P)
            {
                SenderProgress = new Watch(after, sender.Cancel),
                Name = $"cancelled at report {after}",
            };
            await using (sender.Token.Register(scenario.SenderHost.Cancel))
                await scenario.RunAsync();
            if (scenario.SenderFailure is null)
                continue;
            cancelled++;
            Assert.Equal(Errno.ECANCELED, scenario.SenderFailure.Errno);
            Assert.Equal(RunningSide.Source, scenario.ReceiverFailure?.SenderReport ?? RunningSide.Source);
        }

        Assert.True(cancelled > 5);
    }

    [Fact]
    public async Task An_observer_that_throws_at_the_receiver_ends_the_migration_with_its_reason()
    {
        var scenario = new RemoteScenario(StopCopy, StopCopy) { ReceiverProgress = new Reports(throwsAt: 3) };
        await scenario.RunAsync();
        Assert.Equal(Errno.EIO, scenario.ReceiverFailure!.Errno);
        Assert.Contains("the observer has enough", scenario.SenderFailure!.Message, StringComparison.Ordinal);
        Assert.Equal(RunningSide.Source, scenario.SenderFailure.RunningSide);
    }

    [Theory]
    [InlineData(FaultKind.FailsBefore)]
    [InlineData(FaultKind.FailsAfter)]
    [InlineData(FaultKind.FailsMidway)]
    [InlineData(FaultKind.EntersError)]
    [InlineData(FaultKind.ThrowsAnything)]
    [InlineData(FaultKind.IsReset)]
    public async Task A_fault_at_any_operation_ends_as_in_one_process(object fault)
    {
        for (int operation = 0; operation < 32; operation++)
        {
            var scenario = new RemoteScenario(StopCopy | P2P, StopCopy | P2P) { Name = $"{fault} at {operation}" };
            scenario.World.Inject(operation, (FaultKind)fault);
            await Task.WhenAll(scenario.SendAsync(), scenario.ReceiveAsync()).WaitAsync(TimeSpan.FromSeconds(30));
            scenario.World.AssertLaw();
            bool source = scenario.World.Source.IsRunning && !scenario.World.SourceRunsByOthers;
            bool destination = scenario.World.Destination.RunsMigrated;
            if (scenario.SenderFailure is { RunningSide: not RunningSide.Unknown } failure)
            {
                Assert.Equal(
                    (failure.RunningSide == RunningSide.Source, failure.RunningSide == RunningSide.Destination),
                    (source, destination));
            }

            if (scenario.ReceiverFailure is { DestinationRuns: { } runs })
                Assert.Equal(runs, destination);
        }
    }

    [Fact]
    public async Task A_receiver_whose_device_is_slow_to_tell_its_state_does_not_beat_before_it_has_greeted()
    {
        var scenario = new RemoteScenario(StopCopy, StopCopy) { Link = Brisk };
        Task<MigrationReceiverResult> receiving = MigrationReceiver.RunAsync(
            new SlowToTell(scenario.World.Destination, Brisk.KeepAliveInterval * 6),
            scenario.Wire.Receiver,
            new MigrationReceiverOptions { Link = Brisk });
        await scenario.SendAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await receiving.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotNull(scenario.Sent);
    }

    [Fact]
    public async Task A_destination_that_is_reset_while_the_order_to_run_is_on_its_way_is_not_said_to_run()
    {
        var scenario = new RemoteScenario(StopCopy, StopCopy);
        Task<MigrationReceiverResult> receiving = MigrationReceiver.RunAsync(
            new ResetAtSecondLook(scenario.World.Destination), scenario.Wire.Receiver);
        await scenario.SendAsync().WaitAsync(TimeSpan.FromSeconds(30));
        MigrationReceiverException received = await Assert.ThrowsAsync<MigrationReceiverException>(() => receiving);

        Assert.Equal(RunningSide.Neither, scenario.SenderFailure!.RunningSide);
        Assert.Equal(MigrationState.StopCopy, scenario.World.Source.State);
        Assert.Equal((false, RunningSide.Neither), (received.DestinationRuns!.Value, received.SenderReport!.Value));
    }

    private sealed class SlowToTell(FakeDevice device, TimeSpan time) : DelegatingBackend(device)
    {
        private bool _hasTold;

        public override async ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default)
        {
            if (!_hasTold)
                await Task.Delay(time, cancel);
            _hasTold = true;
            return await Inner.GetStateAsync(cancel);
        }
    }

    // The first look is the sender's, from afar; the second one is the receiver's own.
    private sealed class ResetAtSecondLook(FakeDevice device) : DelegatingBackend(device)
    {
        private int _looks;

        public override ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default)
        {
            if (device.State == MigrationState.Resuming && ++_looks == 2)
                device.Reset();
            return Inner.GetStateAsync(cancel);
        }
    }

    private sealed class Watch(int after, Action then) : IProgress<MigrationProgress>
    {
        private int _reports;

        public void Report(MigrationProgress value)
        {
            if (++_reports == after)
                then();
        }
    }
}

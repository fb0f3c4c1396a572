using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.Host.Tests.Remote;

/// <summary>What the two hosts tell their users.</summary>
public class ReportTests
{
    private const ushort RunFrame = RawPeer.Run;

    [Fact]
    public async Task Both_ends_see_the_same_phases_and_their_own_numbers()
    {
        var sender = new Reports();
        var receiver = new Reports();
        var scenario = new RemoteScenario(StopCopy | PreCopy, StopCopy | P2P)
        {
            SenderProgress = sender,
            ReceiverProgress = receiver,
        };
        await scenario.RunAsync();
        MigrationPhase[] phases =
        [
            MigrationPhase.Setup, MigrationPhase.PreCopy, MigrationPhase.Stopping, MigrationPhase.StopCopy,
            MigrationPhase.Resuming, MigrationPhase.Completing, MigrationPhase.Completed,
        ];
        Assert.Equal(phases, sender.All.Select(report => report.Phase).Distinct());
        Assert.Equal(MigrationPhase.Setup, receiver.All[0].Phase);
        Assert.Equal(MigrationPhase.Completed, receiver.All[^1].Phase);
        Assert.Equal(receiver.All.Select(report => report.Phase).Order(), receiver.All.Select(report => report.Phase));
        Assert.Contains(receiver.All, report => report is { Phase: MigrationPhase.PreCopy, Round: > 0 });
        Assert.Equal(scenario.Sent!.BytesTransferred, receiver.All[^1].BytesTransferred);
        Assert.Equal(
            [MigrationState.Resuming, MigrationState.RunningP2P, MigrationState.Running],
            scenario.Received!.Requests.Select(request => request.Target));
        Assert.NotNull(scenario.Received.Downtime);
    }

    [Fact]
    public async Task After_the_order_to_run_was_sent_and_not_answered_both_say_what_they_know()
    {
        RemoteScenario scenario = await CutAtRunAsync(CutPoint.AfterFrame, toReceiver: true);
        LiveMigrationException failure = scenario.SenderFailure!;
        Assert.Equal(RunningSide.Unknown, failure.RunningSide);
        Assert.Equal((MigrationState.StopCopy, null), (failure.SourceState, failure.DestinationState));
        Assert.Contains("must not be started before the destination is certainly gone", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The receiver's own report says whether it runs.", failure.Message, StringComparison.Ordinal);
        Assert.False(scenario.Received!.IsKnownToSender);
        Assert.Contains(scenario.Received.Migration.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_order_to_run_has_come_whole_the_receiver_does_not_run()
    {
        RemoteScenario scenario = await CutAtRunAsync(CutPoint.InsideFrame, toReceiver: true);
        Assert.Equal(RunningSide.Unknown, scenario.SenderFailure!.RunningSide);
        MigrationReceiverException failure = scenario.ReceiverFailure!;
        Assert.Equal((Errno.ECONNRESET, false, false), (failure.Errno, failure.DestinationRuns, failure.MayHaveRun));
        Assert.Contains("has not run on the source's state, and will not", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The sender has not said", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            failure.Migration.ToString(), scenario.SenderFailure.Message[^38..^2], StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_was_told_to_run_without_P2P_goes_to_RUNNING_by_itself()
    {
        // The frame after the order for RUNNING_P2P is the order for RUNNING.
        RemoteScenario scenario = await CutAtRunAsync(CutPoint.AfterFrame, toReceiver: true, StopCopy | P2P);
        Assert.Equal(
            [MigrationState.Resuming, MigrationState.RunningP2P, MigrationState.Running], scenario.World.Destination.Asked);
        Assert.Equal(MigrationState.Running, scenario.World.Destination.State);
        Assert.NotNull(scenario.Received);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_receivers_workload_starts_once_whether_the_sender_is_there_or_not(bool isCut)
    {
        int starts = 0;
        Func<ValueTask> start = () =>
        {
            starts++;
            return ValueTask.CompletedTask;
        };
        RemoteScenario scenario = isCut
            ? await CutAtRunAsync(CutPoint.AfterFrame, toReceiver: true, start: start)
            : new RemoteScenario(StopCopy, StopCopy) { OnDestinationRunning = start };
        if (!isCut)
            await scenario.RunAsync();
        Assert.NotNull(scenario.Received);
        Assert.Equal(1, starts);
    }

    [Fact]
    public async Task A_workload_that_does_not_start_is_reported_with_the_destination_running()
    {
        var scenario = new RemoteScenario(StopCopy, StopCopy)
        {
            OnDestinationRunning = () => throw new InvalidOperationException("no CPU"),
        };
        await scenario.RunAsync();
        Assert.NotNull(scenario.Sent);
        Assert.True(scenario.ReceiverFailure!.DestinationRuns);
        Assert.Contains("no CPU", scenario.ReceiverFailure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_in_use_is_refused_with_the_remedy()
    {
        var scenario = new RemoteScenario(StopCopy, StopCopy);
        scenario.World.Destination.State = MigrationState.Stop;
        await Task.WhenAll(scenario.SendAsync(), scenario.ReceiveAsync()).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Errno.EBUSY, scenario.SenderFailure!.Errno);
        Assert.Contains("reset it first", scenario.SenderFailure.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.EBUSY, scenario.ReceiverFailure!.Errno);
        Assert.Equal(MigrationState.Stop, scenario.World.Destination.State);
    }

    private static async Task<RemoteScenario> CutAtRunAsync(
        CutPoint point, bool toReceiver, MigrationFeatures destination = StopCopy, Func<ValueTask>? start = null)
    {
        var whole = new RemoteScenario(StopCopy, destination);
        await whole.RunAsync();
        for (int frame = 0; frame < whole.Wire.ToReceiver.Frames; frame++)
        {
            var scenario = new RemoteScenario(StopCopy, destination) { OnDestinationRunning = start };
            WireDirection direction = toReceiver ? scenario.Wire.ToReceiver : scenario.Wire.ToSender;
            direction.CutAt = frame;
            direction.CutPoint = point;
            await scenario.RunAsync();
            bool isOrder = scenario.SenderFailure?.RunningSide == RunningSide.Unknown
                && (point == CutPoint.InsideFrame || direction.CutKind == RunFrame);
            if (isOrder)
                return scenario;
        }

        throw new InvalidOperationException("No order to run was sent.");
    }
}

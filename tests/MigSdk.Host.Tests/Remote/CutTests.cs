using System;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Host.Tests.Remote;

/// <summary>The connection drops at every frame, in either direction, before, inside and after it.</summary>
public class CutTests
{
    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task A_migration_over_a_wire_is_the_same_migration(MigrationFeatures source, MigrationFeatures destination)
    {
        var scenario = new RemoteScenario(source, destination);
        await scenario.RunAsync();
        Assert.NotNull(scenario.Sent);
        Assert.NotNull(scenario.Received);
        Assert.True(scenario.Received.IsKnownToSender);
        Assert.Equal(MigrationState.Stop, scenario.World.Source.State);
        Assert.Equal(scenario.Sent.BytesTransferred, scenario.Received.BytesReceived);
    }

    [Theory]
    [ClassData(typeof(FeaturePairs))]
    public async Task Wherever_the_connection_drops_nothing_is_lost_and_both_reports_are_true(
        MigrationFeatures source, MigrationFeatures destination)
    {
        var whole = new RemoteScenario(source, destination);
        await whole.RunAsync();
        bool lostBefore = false;
        bool lostBetween = false;
        bool lostAfter = false;
        foreach (bool toReceiver in (bool[])[true, false])
        {
            int frames = (toReceiver ? whole.Wire.ToReceiver : whole.Wire.ToSender).Frames;
            for (int frame = 0; frame < frames; frame++)
            {
                foreach (CutPoint point in Enum.GetValues<CutPoint>())
                {
                    var scenario = new RemoteScenario(source, destination);
                    scenario.Name += $", cut {point} {frame} {(toReceiver ? "to the receiver" : "to the sender")}";
                    WireDirection direction = toReceiver ? scenario.Wire.ToReceiver : scenario.Wire.ToSender;
                    direction.CutAt = frame;
                    direction.CutPoint = point;
                    await scenario.RunAsync();
                    Assert.True(scenario.Wire.IsCut, scenario.Name);
                    lostBefore |= scenario.SenderFailure?.RunningSide == RunningSide.Source;
                    lostBetween |= scenario.SenderFailure?.RunningSide == RunningSide.Unknown;
                    lostAfter |= scenario.Received is { IsKnownToSender: false } && scenario.Sent is not null;
                }
            }
        }

        Assert.True(lostBefore && lostBetween && lostAfter, whole.Name);
    }

    [Fact]
    public async Task Data_that_was_refused_is_known_before_the_order_so_that_a_cut_there_leaves_nothing_unknown()
    {
        const MigrationFeatures Features = MigrationFeatures.StopCopy;
        var whole = new RemoteScenario(Features, Features);
        await whole.RunAsync();
        for (int frame = 0; frame < whole.Wire.ToReceiver.Frames; frame++)
        {
            var scenario = new RemoteScenario(Features, Features) { Name = $"cut at {frame}" };
            scenario.World.Destination.RefusesData = true;
            scenario.Wire.ToReceiver.CutAt = frame;
            await scenario.RunAsync();
            Assert.Equal(RunningSide.Source, scenario.SenderFailure!.RunningSide);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bit_that_flips_anywhere_is_noticed_and_never_runs_a_device_on_another_state(bool toReceiver)
    {
        const MigrationFeatures Features = MigrationFeatures.StopCopy | MigrationFeatures.PreCopy;
        const int Stride = 23;
        int noticed = 0;
        for (int at = 0; at < 2000; at += Stride)
        {
            var scenario = new RemoteScenario(Features, Features) { Name = $"bit {at % 8} of byte {at}" };
            bool isHit = false;
            (toReceiver ? scenario.Wire.ToReceiver : scenario.Wire.ToSender).Distort = (position, value) =>
            {
                isHit |= position == at;
                return position == at ? (byte)(value ^ (1 << (at % 8))) : value;
            };
            await scenario.RunAsync();
            if (!isHit)
                break;
            // What is damaged after the device runs changes nothing any more.
            if (scenario.SenderFailure is not null || scenario.Received is not { IsKnownToSender: true })
                noticed++;
        }

        Assert.True(noticed > 20);
    }
}

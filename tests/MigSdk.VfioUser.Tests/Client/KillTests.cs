using System;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Host;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.VfioUser.Tests;

/// <summary>
/// The source's process, the destination's or the host's is gone at every message in turn. Nothing hangs, who is left is
/// in a defined state, and never do two devices work on one state.
/// </summary>
/// <remarks>
/// A process that is gone is one whose connections have ended. The real thing, with fewer messages, is among the end-to-end
/// tests.
/// </remarks>
public class KillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A small device that is idle has few messages, always the same; one at work is among the end-to-end tests.
    private static readonly LiveMigrationOptions Options = new()
    {
        BufferSize = 512 * 1024,
        MaxRounds = 1,
        UnresponsiveAfter = TimeSpan.FromSeconds(2),
    };

    public static TheoryData<MigrationFeatures, bool> Cases
    {
        get
        {
            var cases = new TheoryData<MigrationFeatures, bool>();
            foreach (MigrationFeatures features in (MigrationFeatures[])
                [StopCopy, StopCopy | P2P, StopCopy | PreCopy, StopCopy | P2P | PreCopy])
            {
                cases.Add(features, false);
                cases.Add(features, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_destination_is_gone_at_any_message(MigrationFeatures features, bool passesLast) =>
        await SweepAsync(features, passesLast, cutsSource: false, cutsDestination: true, (from, to, result, failure) =>
        {
            // A dead destination's device is dead too: what counts is that the source does not go on beside one that may run.
            if (failure is null)
            {
                Assert.Equal(MigrationState.Stop, from.Driver.State);
            }
            else if (failure.RunningSide == RunningSide.Source)
            {
                Assert.Equal(MigrationState.Running, from.Driver.State);
                Assert.False(failure.SourceWasReset);
                Assert.True(from.IsWorking);
                Assert.False(to.RunsMigrated);
            }
            else if (failure.RunningSide == RunningSide.Destination)
            {
                Assert.Equal(MigrationState.Stop, from.Driver.State);
            }
            else
            {
                Assert.Equal(RunningSide.Unknown, failure.RunningSide);
                Assert.Equal(MigrationState.StopCopy, from.Driver.State);
            }
        });

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_source_is_gone_at_any_message(MigrationFeatures features, bool passesLast) =>
        await SweepAsync(features, passesLast, cutsSource: true, cutsDestination: false, (from, to, result, failure) =>
        {
            if (failure is null)
            {
                // It may have followed the last request before it was gone.
                Assert.True(result!.SourceStopFailure is not null || from.Driver.State == MigrationState.Stop);
                Assert.Equal(MigrationState.Running, to.Driver.State);
                Assert.True(to.RunsMigrated);
            }
            else
            {
                Assert.Equal(RunningSide.Unknown, failure.RunningSide);
                Assert.Contains("has not run", failure.Message, StringComparison.Ordinal);
                Assert.False(to.RunsMigrated);
                Assert.Equal(MigrationState.Running, to.Driver.State);
            }
        });

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_host_is_gone_at_any_message(MigrationFeatures features, bool passesLast) =>
        await SweepAsync(features, passesLast, cutsSource: true, cutsDestination: true, (from, to, _, _) =>
        {
            // Nobody drives them any more: each is in a state that it can stay in, and the source's is whole.
            Assert.Contains(
                from.Driver.State, (MigrationState[])[MigrationState.Running, MigrationState.RunningP2P, MigrationState.Stop]);
            Assert.Contains(
                to.Driver.State, (MigrationState[])[MigrationState.Running, MigrationState.RunningP2P, MigrationState.Stop]);
        });

    private static async Task SweepAsync(
        MigrationFeatures features,
        bool passesLast,
        bool cutsSource,
        bool cutsDestination,
        Action<ServedDevice.ServedDevice, ServedDevice.ServedDevice, LiveMigrationResult?, LiveMigrationException?> verify)
    {
        int failures = 0;
        bool isCut = true;
        for (int message = 0; isCut; message++)
        {
            Assert.True(message < 1000, "The migration does not end.");
            // When both are to go, the messages of each are counted in turn.
            bool countsSource = cutsSource && (!cutsDestination || message % 2 == 0);
            int at = cutsSource && cutsDestination ? message / 2 : message;
            (isCut, LiveMigrationException? failure) =
                await CutAsync(features, at, passesLast, countsSource, cutsSource && cutsDestination, verify);
            failures += failure is null ? 0 : 1;
            if (cutsSource && cutsDestination && !isCut && message % 2 == 0)
                isCut = true;
            else if (!isCut)
                break;
        }

        Assert.True(failures > 5);
    }

    private static async Task<(bool IsCut, LiveMigrationException? Failure)> CutAsync(
        MigrationFeatures features,
        int message,
        bool passesLast,
        bool countsSource,
        bool cutsBoth,
        Action<ServedDevice.ServedDevice, ServedDevice.ServedDevice, LiveMigrationResult?, LiveMigrationException?> verify)
    {
        await using Rig from = await Rig.StartAsync(features, written: 1);
        await using Rig to = await Rig.StartAsync(features, written: 1);
        await from.BeginJobAsync(3);
        Relay relay = countsSource ? from.Relay : to.Relay;
        if (cutsBoth)
            relay.Twin = countsSource ? to.Relay : from.Relay;
        relay.PassesLast = passesLast;
        relay.CutAt = relay.Messages + message;

        LiveMigrationResult? result = null;
        LiveMigrationException? failure = null;
        try
        {
            result = await LiveMigration.RunAsync(from.Backend, to.Backend, Options).WaitAsync(Patience);
        }
        catch (LiveMigrationException cause)
        {
            failure = cause;
        }

        bool isCut = relay.IsCut;
        if (isCut)
            relay.Twin?.Cut();
        foreach (Rig gone in (Rig[])[from, to])
        {
            if (gone.Relay.IsCut)
                await gone.WaitUntilClientIsGoneAsync();
        }

        string name = $"{(int)features}, message {message} {(passesLast ? "passed" : "lost")}: {failure?.Message}";
        try
        {
            Assert.False(from.Device.IsWorking && to.Device.RunsMigrated, "both run");
            if (isCut)
                verify(from.Device, to.Device, result, failure);
        }
        catch (Exception cause) when (cause is Xunit.Sdk.XunitException)
        {
            throw new Xunit.Sdk.XunitException(
                $"{name}\n{cause.Message}\n{string.Join("\n", failure?.RecoveryFailures.Select(each => each.Message) ?? [])}", cause);
        }

        return (isCut, failure);
    }
}

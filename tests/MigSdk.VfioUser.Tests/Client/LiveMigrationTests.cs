using System;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.ServedDevice;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.VfioUser.Tests;

/// <summary>The same live migration, over sockets.</summary>
public class LiveMigrationTests
{
    public static TheoryData<MigrationFeatures, MigrationFeatures> Pairs => new()
    {
        { StopCopy, StopCopy },
        { StopCopy | P2P, StopCopy | P2P },
        { StopCopy | PreCopy, StopCopy | PreCopy },
        { StopCopy | P2P | PreCopy, StopCopy | P2P | PreCopy },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_device_under_load_is_taken_over_exactly(MigrationFeatures source, MigrationFeatures destination)
    {
        await using Rig from = await Rig.StartAsync(source);
        await using Rig to = await Rig.StartAsync(destination);
        Assert.Equal(source, from.Backend.Features);
        LiveMigrationResult result = await MigrateAsync(from, to);
        if (source.HasFlag(PreCopy))
            Assert.True(result.Rounds > 0);
    }

    [Fact]
    public async Task Without_extensions_what_the_protocol_has_is_enough()
    {
        foreach (MigrationFeatures features in (MigrationFeatures[])[StopCopy, StopCopy | P2P | PreCopy])
        {
            await using Rig from = await Rig.StartAsync(features, options: Rig.Foreign);
            await using Rig to = await Rig.StartAsync(features, options: Rig.Foreign);
            Assert.False(from.Client.HasExtensions);
            Assert.Equal(features & ~P2P, from.Backend.Features);
            Assert.Equal(ForeignTransitions.Of(features & ~P2P), from.Backend.SupportedTransitions);
            await MigrateAsync(from, to);
        }
    }

    [Fact]
    public async Task There_and_back_again_and_once_more()
    {
        const MigrationFeatures All = StopCopy | P2P | PreCopy;
        await using Rig one = await Rig.StartAsync(All);
        await using Rig other = await Rig.StartAsync(All);
        await MigrateAsync(one, other);
        await one.Backend.ResetAsync();
        await MigrateAsync(other, one, begins: false);
        await other.Backend.ResetAsync();
        await MigrateAsync(one, other, begins: false);
    }

    [Fact]
    public async Task Between_two_hosts_and_their_servers()
    {
        const MigrationFeatures All = StopCopy | P2P | PreCopy;
        await using Rig from = await Rig.StartAsync(All);
        await using Rig to = await Rig.StartAsync(All);
        await from.BeginJobAsync(42);
        using var listener = new MigrationListener(MigrationEndPoint.Parse("127.0.0.1:0"));
        Task<System.IO.Stream> accepting = listener.AcceptAsync();
        await using System.IO.Stream sender = await MigrationSocket.ConnectAsync(listener.EndPoint);
        await using System.IO.Stream receiver = await accepting;
        Task<MigrationReceiverResult> receiving = MigrationReceiver.RunAsync(to.Backend, receiver);
        await MigrationSender.RunAsync(from.Backend, sender).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True((await receiving.WaitAsync(TimeSpan.FromSeconds(30))).IsKnownToSender);
        await AssertTakenOverAsync(from, to);
    }

    internal static async Task<LiveMigrationResult> MigrateAsync(Rig from, Rig to, bool begins = true)
    {
        if (begins)
            await from.BeginJobAsync(7);
        LiveMigrationResult result = await LiveMigration
            .RunAsync(from.Backend, to.Backend, new() { MaxRounds = 5 }).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Null(result.SourceStopFailure);
        Assert.Equal(MigrationState.Stop, result.SourceState);
        await AssertTakenOverAsync(from, to);
        return result;
    }

    internal static async Task AssertTakenOverAsync(Rig from, Rig to)
    {
        string stopped = await from.ReadHashAsync(ServedRegisters.Hash);
        Assert.Equal(stopped, await to.ReadHashAsync(ServedRegisters.TakeoverHash));
        Assert.Equal(MigrationState.Running, await to.Backend.GetStateAsync());

        ulong before = await to.ReadAsync(ServedRegisters.WorkCounter);
        for (int i = 0; i < 500 && await to.ReadAsync(ServedRegisters.WorkCounter) == before; i++)
            await Task.Delay(10);
        Assert.True(await to.ReadAsync(ServedRegisters.WorkCounter) > before, "The destination does not work.");
        Assert.Equal(0, await to.ReadByteAsync(ServedRegisters.HasGap));
        Assert.Equal(stopped, await from.ReadHashAsync(ServedRegisters.Hash));
    }
}

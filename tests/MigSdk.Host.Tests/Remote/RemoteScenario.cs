using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;

namespace MigSdk.Host.Tests.Remote;

/// <summary>A migration between two hosts over a wire in memory, and everything that must hold after it.</summary>
internal sealed class RemoteScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal RemoteScenario(MigrationFeatures source, MigrationFeatures destination)
    {
        World = new World(source, destination) { IsAsynchronous = false, IsDistributed = true };
        Name = $"{(int)source}->{(int)destination}";
    }

    internal World World { get; }

    internal Wire Wire { get; } = new();

    internal string Name { get; set; }

    /// <summary>No beats come between the frames, so that a frame's number means the same in every run.</summary>
    internal LinkOptions Link { get; init; } = new()
    {
        KeepAliveInterval = TimeSpan.FromHours(1),
        PeerTimeout = TimeSpan.FromHours(8),
        ChunkSize = 4096,
    };

    internal CancellationTokenSource SenderHost { get; } = new();

    internal CancellationTokenSource ReceiverHost { get; } = new();

    internal Func<ValueTask>? OnDestinationRunning { get; init; }

    internal IProgress<MigrationProgress>? SenderProgress { get; init; }

    internal IProgress<MigrationProgress>? ReceiverProgress { get; init; }

    internal LiveMigrationResult? Sent { get; private set; }

    internal LiveMigrationException? SenderFailure { get; private set; }

    internal MigrationReceiverResult? Received { get; private set; }

    internal MigrationReceiverException? ReceiverFailure { get; private set; }

    internal async Task RunAsync()
    {
        await Task.WhenAll(SendAsync(), ReceiveAsync()).WaitAsync(Patience);
        try
        {
            AssertTruth();
        }
        catch (Exception cause) when (cause is Xunit.Sdk.XunitException)
        {
            throw new Xunit.Sdk.XunitException(
                $"{Name}: {cause.Message}\nSender: {SenderFailure?.ToString() ?? "succeeded"}\n"
                + $"Receiver: {ReceiverFailure?.ToString() ?? "succeeded"}\n{string.Join("\n", World.Operations)}",
                cause);
        }
    }

    internal async Task SendAsync()
    {
        var options = new LiveMigrationOptions
        {
            TimeProvider = World.Clock,
            BufferSize = 64,
            MaxRounds = 2,
            DowntimeTarget = TimeSpan.Zero,
        };
        try
        {
            Sent = await MigrationSender.RunAsync(
                World.Source, Wire.Sender, options, Link, SenderProgress, SenderHost.Token);
        }
        catch (LiveMigrationException cause)
        {
            SenderFailure = cause;
        }

        await Wire.Sender.DisposeAsync();
    }

    internal async Task ReceiveAsync()
    {
        var options = new MigrationReceiverOptions { Link = Link, OnDestinationRunning = OnDestinationRunning };
        try
        {
            Received = await MigrationReceiver.RunAsync(
                World.Destination, Wire.Receiver, options, ReceiverProgress, ReceiverHost.Token);
        }
        catch (MigrationReceiverException cause)
        {
            ReceiverFailure = cause;
        }

        await Wire.Receiver.DisposeAsync();
    }

    /// <summary>What must hold however a migration has ended.</summary>
    internal void AssertTruth()
    {
        World.AssertLaw();
        FakeDevice source = World.Source;
        FakeDevice destination = World.Destination;
        Assert.False(source.IsRunning && destination.RunsMigrated, "both run");

        // The receiver knows its own device.
        Assert.Equal(Received is not null || ReceiverFailure!.DestinationRuns == true, destination.RunsMigrated);
        if (ReceiverFailure is not null)
            Assert.Equal(World.DestinationEverRan, ReceiverFailure.MayHaveRun || ReceiverFailure.DestinationRuns == true);

        // The sender knows its own, and says of the other one only what is so.
        RunningSide side = SenderFailure?.RunningSide ?? RunningSide.Destination;
        switch (side)
        {
            case RunningSide.Source:
                Assert.True(source.IsRunning);
                Assert.False(SenderFailure!.SourceWasReset, "the source's state is lost");
                Assert.False(World.DestinationEverRan);
                break;
            case RunningSide.Destination:
                Assert.True(destination.RunsMigrated);
                Assert.Equal(source.StoppedPages, destination.Pages);
                break;
            default:
                Assert.Equal(RunningSide.Unknown, side);
                Assert.Equal(MigrationState.StopCopy, source.State);
                Assert.Equal(source.StoppedPages, source.Pages);
                if (destination.RunsMigrated)
                    Assert.Equal(source.StoppedPages, destination.Pages);
                break;
        }

        if (Received is not null)
        {
            Assert.Equal(MigrationState.Running, destination.State);
            Assert.Equal(source.StoppedPages, destination.Pages);
            Assert.True(!Received.IsKnownToSender || Sent is not null);
        }
        else if (ReceiverFailure!.DestinationRuns == false)
        {
            // Given back, in its initial state.
            Assert.Equal(MigrationState.Running, destination.State);
        }
    }
}

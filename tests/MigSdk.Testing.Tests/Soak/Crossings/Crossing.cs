using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>One migration, by its route's way, with its guest and its fault.</summary>
internal sealed class Crossing(End source, End destination, Guest guest, Fault fault, bool isBetweenHosts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly LinkOptions _link = new()
    {
        PeerTimeout = TimeSpan.FromMilliseconds(fault.Kind == FaultKind.LinkDead ? 500 : 20_000),
        KeepAliveInterval = TimeSpan.FromMilliseconds(50),
        ChunkSize = 4096 << (fault.Number % 7),
    };

    /// <summary>Migrates. Whatever is said of it comes back; what nobody may throw is thrown.</summary>
    internal async Task<Outcome> RunAsync()
    {
        source.Device.Watch(destination.Device);
        destination.Device.Watch(source.Device);
        using var disturber = new Disturber(fault, source, destination);
        var from = new DisturbedBackend(source.Backend, MigrationEnd.Source, disturber);
        var to = new DisturbedBackend(destination.Backend, MigrationEnd.Destination, disturber);
        // Not on this thread: a migration between two synchronous drivers never leaves its caller's.
        Outcome outcome = await Task
            .Run(() => isBetweenHosts ? BetweenHostsAsync(from, to, disturber) : DirectAsync(from, to, disturber))
            .WaitAsync(Patience);
        Words.Check(outcome, source.Device, destination.Device, fault);
        await disturber.EndAsync();
        return outcome with { IsDisturbed = disturber.HasHappened };
    }

    private async Task<Outcome> DirectAsync(IMigrationBackend from, IMigrationBackend to, Disturber disturber)
    {
        try
        {
            LiveMigrationResult result = await LiveMigration.RunAsync(
                from, to, Options(() => RunOnAsync(destination)), cancel: disturber.Token);
            return new Outcome(result, null, null, null);
        }
        catch (LiveMigrationException cause)
        {
            return new Outcome(null, cause, null, null);
        }
    }

    private async Task<Outcome> BetweenHostsAsync(IMigrationBackend from, IMigrationBackend to, Disturber disturber)
    {
        string path = Path.Combine(Path.GetTempPath(), "soak-" + Path.GetRandomFileName());
        using var listener = new MigrationListener(MigrationEndPoint.Parse($"unix:{path}"));
        Task<Stream> accepting = listener.AcceptAsync();
        Stream near = await MigrationSocket.ConnectAsync(listener.EndPoint);
        Stream far = await accepting;
        disturber.Link = new TamperedStream(near);
        Task<(MigrationReceiverResult? Result, MigrationReceiverException? Failure)> receiving = ReceiveAsync(to, far);
        Outcome sent = await SendAsync(from, disturber);
        await near.DisposeAsync();
        (MigrationReceiverResult? received, MigrationReceiverException? failure) = await receiving;
        return sent with { Received = received, ReceiverFailure = failure };
    }

    private async Task<Outcome> SendAsync(IMigrationBackend from, Disturber disturber)
    {
        try
        {
            LiveMigrationResult result = await MigrationSender.RunAsync(
                from, disturber.Link!, Options(null), _link, cancel: disturber.Token);
            return new Outcome(result, null, null, null);
        }
        catch (LiveMigrationException cause)
        {
            return new Outcome(null, cause, null, null);
        }
    }

    private async Task<(MigrationReceiverResult? Result, MigrationReceiverException? Failure)> ReceiveAsync(
        IMigrationBackend to, Stream stream)
    {
        await using Stream end = stream;
        var options = new MigrationReceiverOptions
        {
            Link = _link,
            OperationTimeout = OperationTimeout,
            UnresponsiveAfter = UnresponsiveAfter,
            OnDestinationRunning = () => RunOnAsync(destination),
        };
        try
        {
            return (await MigrationReceiver.RunAsync(to, end, options), null);
        }
        catch (MigrationReceiverException cause)
        {
            return (null, cause);
        }
    }

    private TimeSpan OperationTimeout => TimeSpan.FromMilliseconds(fault.IsAboutTime ? 50 : 60_000);

    private TimeSpan UnresponsiveAfter =>
        TimeSpan.FromMilliseconds(fault.IsAboutTime && fault.Number % 2 == 0 ? 50 : 30_000);

    private LiveMigrationOptions Options(Func<ValueTask>? onDestinationRunning) => new()
    {
        BufferSize = 16 * 1024 << (fault.Number % 6),
        MaxRounds = 1 + (fault.Number % 4),
        DowntimeTarget = TimeSpan.FromMilliseconds(fault.Number % 50),
        DowntimeLimit = fault.Kind == FaultKind.DowntimePasses
            ? TimeSpan.FromMilliseconds(1 + (fault.Number % 10))
            : Timeout.InfiniteTimeSpan,
        DataWaitLimit = TimeSpan.FromMilliseconds(10),
        OperationTimeout = OperationTimeout,
        UnresponsiveAfter = UnresponsiveAfter,
        OnSourceStopping = _ => guest.PauseAsync(),
        OnSourceRunning = () => RunOnAsync(source),
        OnDestinationRunning = onDestinationRunning,
    };

    private ValueTask RunOnAsync(End end)
    {
        guest.RunOn(end);
        return ValueTask.CompletedTask;
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>
/// Two hosts: <see cref="MigrationSender"/> with the source, <see cref="MigrationReceiver"/> with the destination, the
/// network between them, and the clock.
/// </summary>
/// <param name="source">What the source can do.</param>
/// <param name="destination">What the destination can do.</param>
/// <param name="noticesSilence">
/// Whether an end notices the other one's silence before it loses patience with a device, and not after that.
/// </param>
internal sealed class RemoteSystem(ModelKind source, ModelKind destination, bool noticesSilence)
    : MigrationSystem(source, destination)
{
    private readonly CancellationTokenSource _senderHost = new();
    private readonly CancellationTokenSource _receiverHost = new();
    private Task<LiveMigrationResult> _sending = null!;
    private Task<MigrationReceiverResult> _receiving = null!;

    internal override bool IsOver => _sending.IsCompleted && _receiving.IsCompleted;

    internal override string Outcome => $"{Said.By(_sending)} / {Said.By(_receiving)}, {Source}, {Destination}";

    internal ModelConnection Connection { get; private set; } = null!;

    internal override void Begin()
    {
        Connection = new ModelConnection(this);
        var link = new LinkOptions
        {
            KeepAliveInterval = TimeSpan.FromHours(4),
            PeerTimeout = noticesSilence ? TimeSpan.FromSeconds(40) : TimeSpan.FromHours(8),
            TimeProvider = Clock,
        };
        var options = new LiveMigrationOptions
        {
            BufferSize = 4,
            MaxRounds = 1,
            DowntimeTarget = TimeSpan.Zero,
            TimeProvider = Clock,
        };
        _receiving = MigrationReceiver.RunAsync(
            Destination, Connection.Receiver, new MigrationReceiverOptions { Link = link }, null, _receiverHost.Token);
        _sending = MigrationSender.RunAsync(Source, Connection.Sender, options, link, null, _senderHost.Token);
    }

    protected override IEnumerable<ModelEvent> AllEvents()
    {
        foreach (ModelEvent next in Source.Events())
            yield return next;
        foreach (ModelEvent next in Destination.Events())
            yield return next;
        if (IsOver)
            yield break;
        foreach (ModelEvent next in Connection.Events())
            yield return next;
        if (Clock.IsAwaited)
            yield return new("time passes", EventKind.Time, Wait);
        if (!_senderHost.IsCancellationRequested && !_sending.IsCompleted)
            yield return new("the sender's host cancels", EventKind.Mishap, _senderHost.Cancel);
        if (!_receiverHost.IsCancellationRequested && !_receiving.IsCompleted)
            yield return new("the receiver's host cancels", EventKind.Mishap, _receiverHost.Cancel);
    }

    /// <summary>Whoever has called a program closes its end of the connection afterwards.</summary>
    protected override void Settle()
    {
        if (_sending.IsCompleted)
            Connection.Close(Connection.Sender);
        if (_receiving.IsCompleted)
            Connection.Close(Connection.Receiver);
    }

    private void Wait()
    {
        Connection.Window.Wait();
        Clock.Pass();
    }

    protected override void Judge() => RemoteLaws.Judge(this, _sending, _receiving);
}

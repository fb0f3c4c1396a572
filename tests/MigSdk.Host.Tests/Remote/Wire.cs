using System.IO;
using System.Threading;

namespace MigSdk.Host.Tests.Remote;

/// <summary>A connection in memory, whose two ends are streams, and which can be cut.</summary>
internal sealed class Wire
{
    private readonly CancellationTokenSource _cut = new();

    internal Wire()
    {
        var toReceiver = new WireDirection(this);
        var toSender = new WireDirection(this);
        ToReceiver = toReceiver;
        ToSender = toSender;
        Sender = new WireStream(toSender, toReceiver);
        Receiver = new WireStream(toReceiver, toSender);
    }

    internal WireDirection ToReceiver { get; }

    internal WireDirection ToSender { get; }

    internal Stream Sender { get; }

    internal Stream Receiver { get; }

    internal bool IsCut => _cut.IsCancellationRequested;

    /// <summary>Nothing more is taken in either direction; what is on its way still arrives.</summary>
    internal void Cut()
    {
        _cut.Cancel();
        ToReceiver.Complete();
        ToSender.Complete();
    }
}

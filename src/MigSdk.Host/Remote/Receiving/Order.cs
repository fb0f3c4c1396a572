using System;
using System.Threading;

namespace MigSdk.Host;

/// <summary>A frame of the sender that has yet to be carried out, and what stops it.</summary>
internal sealed class Order(Frame frame, CancellationToken session) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(session);

    internal Frame Frame { get; } = frame;

    internal CancellationToken Stopped => _stop.Token;

    internal void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        Frame.Dispose();
    }
}

using System.Collections.Generic;
using System.Threading;

namespace MigSdk.VfioUser;

/// <summary>The commands in progress that a client may cancel by their ids.</summary>
internal sealed class Cancellations(CancellationToken lifetime)
{
    private readonly Lock _lock = new();
    private readonly List<(ushort Id, CancellationTokenSource Source)> _running = [];

    internal CancellationTokenSource Begin(ushort id)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        lock (_lock)
            _running.Add((id, source));
        return source;
    }

    internal void End(CancellationTokenSource source)
    {
        lock (_lock)
            _running.RemoveAll(entry => entry.Source == source);
        source.Dispose();
    }

    /// <summary>Cancels every command with an id; ids belong to the client, who may use one twice.</summary>
    internal void Cancel(uint id)
    {
        lock (_lock)
        {
            foreach ((ushort running, CancellationTokenSource source) in _running)
            {
                // What it calls is the driver's, and must not stand in this thread's way.
                if (running == id)
                    _ = source.CancelAsync();
            }
        }
    }
}

using System.Collections.Generic;
using System.Threading;

namespace MigSdk.VfioUser;

/// <summary>The commands in progress that a client may cancel by their ids, and that end with the client.</summary>
internal sealed class Cancellations
{
    private const int MaxSpare = 4;

    private readonly Lock _lock = new();
    private readonly List<(ushort Id, CancellationTokenSource Source)> _running = [];
    private readonly Stack<CancellationTokenSource> _spare = new();
    private bool _isOver;

    internal CancellationTokenSource Begin(ushort id)
    {
        lock (_lock)
        {
            CancellationTokenSource source = _spare.TryPop(out CancellationTokenSource? spare) ? spare : new CancellationTokenSource();
            _running.Add((id, source));
            if (_isOver)
                _ = source.CancelAsync();
            return source;
        }
    }

    /// <summary>A command is done.</summary>
    /// <param name="source">What it began with.</param>
    /// <param name="isKept">
    /// Whether the source serves another command: not where the driver's arcs have seen its token, who may have kept it.
    /// </param>
    internal void End(CancellationTokenSource source, bool isKept)
    {
        lock (_lock)
        {
            for (int i = 0; i < _running.Count; i++)
            {
                if (_running[i].Source == source)
                {
                    _running.RemoveAt(i);
                    break;
                }
            }

            if (isKept && !_isOver && _spare.Count < MaxSpare && source.TryReset())
            {
                _spare.Push(source);
                return;
            }
        }

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

    /// <summary>Cancels every command, those that are still to begin included.</summary>
    internal void CancelAll()
    {
        lock (_lock)
        {
            _isOver = true;
            foreach ((_, CancellationTokenSource source) in _running)
                _ = source.CancelAsync();
            while (_spare.TryPop(out CancellationTokenSource? spare))
                spare.Dispose();
        }
    }
}

using System.Threading;

namespace Samples.Devices;

/// <summary>The peer of a device: takes its messages 1, 2, 3 … and notes whether one is missing or comes twice.</summary>
public sealed class PeerMailbox
{
    private readonly Lock _lock = new();
    private ulong _last;
    private string? _gap;

    /// <summary>The number of the last message.</summary>
    public ulong Last => Volatile.Read(ref _last);

    /// <summary>The first irregularity; null where there was none.</summary>
    public string? Gap => Volatile.Read(ref _gap);

    /// <summary>Takes a message.</summary>
    /// <param name="number">Its number.</param>
    public void Receive(ulong number)
    {
        lock (_lock)
        {
            if (number != _last + 1)
                _gap ??= $"Message {_last} was followed by message {number}.";
            _last = number;
        }
    }
}

using System.Threading;

namespace MigSdk.Host;

/// <summary>
/// Decides once between the sender's order to run and everything that ends the migration at this end: whichever comes
/// first bars the other.
/// </summary>
internal sealed class CommitPoint
{
    private readonly Lock _lock = new();
    private bool _isOrdered;
    private MigrationException? _end;
    private MigrationException? _postponed;

    /// <summary>Why this end has given up; null where it has not.</summary>
    internal MigrationException? End
    {
        get
        {
            lock (_lock)
                return _end;
        }
    }

    /// <summary>The sender has said that the device is to run.</summary>
    /// <returns>False where this end has given up before.</returns>
    internal bool TryOrder()
    {
        lock (_lock)
            return _isOrdered = _end is null;
    }

    /// <summary>The order has come to nothing; what had wanted to end the migration meanwhile does so now.</summary>
    internal void TakeBack()
    {
        lock (_lock)
        {
            _isOrdered = false;
            _end ??= _postponed;
        }
    }

    /// <summary>This end gives up.</summary>
    /// <returns>False where the order to run has come before, and stands.</returns>
    internal bool TryEnd(MigrationException reason)
    {
        lock (_lock)
        {
            if (_isOrdered)
                _postponed ??= reason;
            else
                _end ??= reason;
            return !_isOrdered;
        }
    }
}

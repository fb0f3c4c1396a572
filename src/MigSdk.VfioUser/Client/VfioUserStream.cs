using MigSdk.Host;

namespace MigSdk.VfioUser;

/// <summary>
/// A stream of a device behind a socket. The protocol's messages name none, so that one which is closed has to be told
/// from the next one here.
/// </summary>
internal abstract class VfioUserStream : IMigrationStream
{
    private volatile bool _isClosed;

    public abstract SessionKind Kind { get; }

    /// <summary>The state in which the device is as long as the stream is open.</summary>
    internal MigrationState State { get; set; }

    internal void Close() => _isClosed = true;

    /// <exception cref="MigrationException">ENODEV.</exception>
    protected void ThrowIfClosed()
    {
        if (_isClosed)
            throw new MigrationException(Errno.ENODEV, "The stream is closed.");
    }
}

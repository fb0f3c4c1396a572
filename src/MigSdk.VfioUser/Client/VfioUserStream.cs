using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.VfioUser;

/// <summary>
/// A stream of a device behind a socket. The protocol's messages name none, so that one which is closed has to be told
/// from the next one here.
/// </summary>
internal abstract class VfioUserStream(VfioUserBackend backend, VfioUserClient client) : IMigrationStream
{
    private volatile bool _isClosed;

    public abstract SessionKind Kind { get; }

    /// <summary>The state in which the device is as long as the stream is open.</summary>
    internal MigrationState State { get; set; }

    protected VfioUserBackend Backend { get; } = backend;

    protected VfioUserClient Client { get; } = client;

    internal void Close() => _isClosed = true;

    /// <exception cref="MigrationException">ENODEV.</exception>
    protected void ThrowIfClosed()
    {
        if (_isClosed)
            throw Closed(null);
    }

    /// <summary>What a refusal means. To the protocol there is no closed stream, and what is asked of one is EINVAL.</summary>
    protected async ValueTask<MigrationException> ExplainAsync(MigrationException refusal, CancellationToken cancel)
    {
        bool mayBeClosed = refusal.Errno == Errno.EINVAL && !Client.HasExtensions;
        return mayBeClosed && !await Backend.IsOpenAsync(this, cancel).ConfigureAwait(false) ? Closed(refusal) : refusal;
    }

    private static MigrationException Closed(MigrationException? refusal) =>
        new(Errno.ENODEV, "The stream is closed.", refusal);
}

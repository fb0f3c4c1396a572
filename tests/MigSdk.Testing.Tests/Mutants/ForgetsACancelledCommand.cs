using System.Threading;

namespace MigSdk.Testing.Tests;

/// <summary>A command that was cancelled is pending for ever.</summary>
internal sealed class ForgetsACancelledCommand : CardDevice
{
    private bool _isPending;

    internal override void SuspendPeer(CancellationToken cancel)
    {
        if (_isPending)
            throw new MigrationException(Errno.EBUSY, "Another command is pending.");
        base.SuspendPeer(cancel);
        _isPending = true;
        cancel.ThrowIfCancellationRequested();
        _isPending = false;
    }

    internal override void Reset()
    {
        _isPending = false;
        base.Reset();
    }
}

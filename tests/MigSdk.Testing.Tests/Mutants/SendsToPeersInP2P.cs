using System.Threading;

namespace MigSdk.Testing.Tests;

/// <summary>Does not suspend its DMA to peers.</summary>
internal sealed class SendsToPeersInP2P : CardDevice
{
    internal override void SuspendPeer(CancellationToken cancel) => Access();
}

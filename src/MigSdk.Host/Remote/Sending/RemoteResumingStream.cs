using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

internal sealed class RemoteResumingStream(RemoteDestination destination) : IResumingStream
{
    public SessionKind Kind => SessionKind.Resuming;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default) =>
        destination.WriteAsync(data, cancel);
}

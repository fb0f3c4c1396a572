using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.Host;

namespace Samples.LiveMigration;

/// <summary>A device at the other end of a link: what is written to it has to come over first.</summary>
internal sealed class LinkedBackend(IMigrationBackend device, Link link) : DelegatingBackend(device)
{
    public override async ValueTask<IMigrationStream?> SetStateAsync(
        MigrationState target, CancellationToken cancel = default)
    {
        IMigrationStream? stream = await Inner.SetStateAsync(target, cancel);
        return stream is IResumingStream resuming ? new LinkedStream(resuming, link) : stream;
    }

    private sealed class LinkedStream(IResumingStream stream, Link link) : IResumingStream
    {
        public SessionKind Kind => stream.Kind;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default)
        {
            await link.SendAsync(data.Length, cancel);
            await stream.WriteAsync(data, cancel);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.Host;

namespace Samples.LiveMigration;

/// <summary>A device at the other end of a link: what is written to it has to come over first.</summary>
internal sealed class LinkedBackend(IMigrationBackend device, Link link) : IMigrationBackend
{
    public MigrationFeatures Features => device.Features;

    public TransitionSet<MigrationState> SupportedTransitions => device.SupportedTransitions;

    public ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) => device.GetStateAsync(cancel);

    public async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        IMigrationStream? stream = await device.SetStateAsync(target, cancel);
        return stream is IResumingStream resuming ? new LinkedStream(resuming, link) : stream;
    }

    public ValueTask ResetAsync(CancellationToken cancel = default) => device.ResetAsync(cancel);

    public ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) =>
        device.GetStopCopyLengthAsync(cancel);

    public IReadOnlyList<MigrationState> GetPath(MigrationState from, MigrationState target) => device.GetPath(from, target);

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

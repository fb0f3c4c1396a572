using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>A back end whose every operation goes by a <see cref="Disturber"/>.</summary>
internal sealed class DisturbedBackend(IMigrationBackend inner, MigrationEnd end, Disturber disturber) : DelegatingBackend(inner)
{
    public override ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) =>
        disturber.RunAsync(end, () => Inner.GetStateAsync(cancel));

    public override async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        await disturber.RunAsync(end, () => Inner.SetStateAsync(target, cancel)) switch
        {
            ISavingStream saving => new Saving(saving, disturber),
            IResumingStream resuming => new Resuming(resuming, disturber),
            _ => null,
        };

    public override async ValueTask ResetAsync(CancellationToken cancel = default) => await disturber.RunAsync(end, async () =>
    {
        await Inner.ResetAsync(cancel);
        return true;
    });

    public override ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) =>
        disturber.RunAsync(end, () => Inner.GetStopCopyLengthAsync(cancel));

    private sealed class Saving(ISavingStream inner, Disturber disturber) : ISavingStream
    {
        public SessionKind Kind => inner.Kind;

        public ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default) =>
            disturber.RunAsync(MigrationEnd.Source, () => inner.ReadAsync(buffer, cancel));

        public async ValueTask WaitForDataAsync(CancellationToken cancel = default) =>
            await disturber.RunAsync(MigrationEnd.Source, async () =>
            {
                await inner.WaitForDataAsync(cancel);
                return true;
            });

        public ValueTask<PreCopyInfo?> GetPreCopyInfoAsync(CancellationToken cancel = default) =>
            disturber.RunAsync(MigrationEnd.Source, () => inner.GetPreCopyInfoAsync(cancel));
    }

    private sealed class Resuming(IResumingStream inner, Disturber disturber) : IResumingStream
    {
        public SessionKind Kind => inner.Kind;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default) =>
            await disturber.RunAsync(MigrationEnd.Destination, async () =>
            {
                await inner.WriteAsync(disturber.Pass(data), cancel);
                return true;
            });
    }
}

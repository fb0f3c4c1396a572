using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

internal sealed class InProcessSavingStream(SavingSession session) : ISavingStream
{
    public SessionKind Kind => SessionKind.Saving;

    public ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default) =>
        session.ReadAsync(buffer, cancel);

    public ValueTask WaitForDataAsync(CancellationToken cancel = default) => session.WaitForDataAsync(cancel);

    public ValueTask<PreCopyInfo?> GetPreCopyInfoAsync(CancellationToken cancel = default) =>
        new(session.GetPreCopyInfo());
}

internal sealed class InProcessResumingStream(ResumingSession session) : IResumingStream
{
    public SessionKind Kind => SessionKind.Resuming;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default) =>
        session.WriteAsync(data, cancel);
}

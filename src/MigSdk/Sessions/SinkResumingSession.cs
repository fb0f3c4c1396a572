using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk;

/// <summary>A resuming session that hands everything on as it is written.</summary>
internal sealed class SinkResumingSession(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> accept) : ResumingSession
{
    protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel) => accept(data, cancel);
}

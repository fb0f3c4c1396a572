using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>A saving stream whose reads go through a function that may be wrong.</summary>
internal sealed class WrongSaving(
    ISavingStream inner, Func<Func<ValueTask<SessionRead>>, ValueTask<SessionRead>> read) : ISavingStream
{
    public SessionKind Kind => SessionKind.Saving;

    public ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default) =>
        read(() => inner.ReadAsync(buffer, cancel));

    public ValueTask WaitForDataAsync(CancellationToken cancel = default) => inner.WaitForDataAsync(cancel);

    public ValueTask<PreCopyInfo?> GetPreCopyInfoAsync(CancellationToken cancel = default) => inner.GetPreCopyInfoAsync(cancel);
}

using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk;

/// <summary>A stream that is one block of bytes, taken when the device has stopped.</summary>
internal sealed class BlockSavingSession(Func<ReadOnlyMemory<byte>> capture) : SavingSession
{
    private ReadOnlyMemory<byte>? _rest;

    protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        if (IsPreCopy)
            return new ValueTask<int>(0);

        ReadOnlyMemory<byte> rest = _rest ?? capture();
        int count = Math.Min(rest.Length, buffer.Length);
        rest.Span[..count].CopyTo(buffer.Span);
        _rest = rest[count..];
        return new ValueTask<int>(count);
    }
}

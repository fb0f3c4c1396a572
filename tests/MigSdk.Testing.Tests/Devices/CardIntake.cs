using System;
using System.Buffers;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>Keeps the stream until it is applied.</summary>
internal class CardIntake : ResumingSession
{
    private const int MaxBytes = 1 << 20;

    private readonly ArrayBufferWriter<byte> _data = new();

    internal ReadOnlyMemory<byte> Data => _data.WrittenMemory;

    protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        if (_data.WrittenCount + data.Length > MaxBytes)
            throw new MigrationException(Errno.E2BIG);
        _data.Write(data.Span);
        return ValueTask.CompletedTask;
    }
}

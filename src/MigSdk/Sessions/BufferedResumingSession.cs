using System;
using System.Buffers;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk;

/// <summary>A resuming session that keeps what is written until the arc that leaves RESUMING applies it.</summary>
public sealed class BufferedResumingSession : ResumingSession
{
    private readonly int _maxBytes;
    private readonly ArrayBufferWriter<byte> _data = new();

    internal BufferedResumingSession(int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, Array.MaxLength);
        _maxBytes = maxBytes;
    }

    /// <summary>
    /// Everything that was written so far. Meant for the handler of the arc that leaves RESUMING, during which the host
    /// cannot write.
    /// </summary>
    public ReadOnlyMemory<byte> Data => _data.WrittenMemory;

    /// <inheritdoc/>
    protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        if (data.Length > _maxBytes - _data.WrittenCount)
        {
            throw new MigrationException(
                Errno.E2BIG, $"The stream is longer than the {_maxBytes} bytes that the device takes.");
        }

        _data.Write(data.Span);
        return ValueTask.CompletedTask;
    }
}

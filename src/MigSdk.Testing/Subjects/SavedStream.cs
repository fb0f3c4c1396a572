using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Subjects;

/// <summary>A whole stream with the places at which its reads ended, and what the source looked like.</summary>
internal sealed record SavedStream(byte[] Bytes, IReadOnlyList<int> Boundaries, object? Snapshot)
{
    internal static async Task<byte[]> ReadAllAsync(ISavingStream stream, long maxBytes, CancellationToken cancel)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (true)
        {
            SessionRead read = await stream.ReadAsync(bytes.GetMemory(1 << 16), cancel);
            if (read.Outcome == ReadOutcome.EndOfStream)
                return bytes.WrittenSpan.ToArray();
            if (read.Outcome == ReadOutcome.NoDataYet)
                throw new InvalidOperationException("The stream says 'no data yet' in STOP_COPY.");
            bytes.Advance(read.Count);
            if (bytes.WrittenCount > maxBytes)
                throw new InvalidOperationException($"The stream has more than {maxBytes} bytes.");
        }
    }
}

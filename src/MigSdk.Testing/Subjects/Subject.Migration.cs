using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Model;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Subjects;

// The two halves of a migration, as a host does them.
internal sealed partial class Subject
{
    internal const int DefaultBuffer = 1 << 20;
    private const int PreCopyReads = 16;

    /// <summary>Saves the device from a state on, reads the stream to its end and leaves the device in STOP_COPY.</summary>
    /// <param name="from">In which state saving begins: one from which there is a way to STOP_COPY.</param>
    /// <param name="bufferSize">The size of the reads.</param>
    internal async Task<SavedStream> SaveAsync(MigrationState from, int bufferSize = DefaultBuffer)
    {
        await BringToAsync(from);
        if (VfioPlan.IsRunning(from))
            await WorkAsync();
        var bytes = new ArrayBufferWriter<byte>();
        var boundaries = new List<int>();
        if (VfioPlan.IsPreCopy(from))
        {
            await ReadPreCopyAsync(bytes, boundaries, bufferSize);
            await WorkAsync();
        }

        await SetStateAsync(StopCopy);
        await ReadToEndAsync(bytes, boundaries, bufferSize);
        object? snapshot = Lab.Settings.HasSnapshot ? await SnapshotAsync() : null;
        return new SavedStream(bytes.WrittenSpan.ToArray(), boundaries, snapshot);
    }

    /// <summary>Reads the open stream to its end, which must come.</summary>
    internal async Task ReadToEndAsync(ArrayBufferWriter<byte> bytes, List<int> boundaries, int bufferSize = DefaultBuffer)
    {
        ISavingStream stream = Saving;
        int before = bytes.WrittenCount;
        while (true)
        {
            SessionRead read = await ReadIntoAsync(stream, bytes, boundaries, bufferSize);
            if (read.Outcome == ReadOutcome.EndOfStream)
                break;
            if (read.Outcome == ReadOutcome.NoDataYet)
                throw new CheckFailedException("bytes or the end of the stream in STOP_COPY", "no data yet");
            if (bytes.WrittenCount > Lab.Settings.MaxStreamBytes)
                throw new CheckFailedException($"a stream of at most {Lab.Settings.MaxStreamBytes} bytes (MaxStreamBytes)", "more");
        }

        Trace.Add($"{bytes.WrittenCount - before} bytes to the end");
    }

    /// <summary>Resumes the device from a stream and leaves it in STOP.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <param name="pieceSize">The size of the writes.</param>
    internal async Task LoadAsync(ReadOnlyMemory<byte> stream, int pieceSize = DefaultBuffer)
    {
        await SetStateAsync(MigrationState.Resuming);
        await FeedAsync(stream, pieceSize);
        await SetStateAsync(Stop);
    }

    /// <summary>Writes a whole stream to the open one; none of the writes may fail.</summary>
    internal async Task FeedAsync(ReadOnlyMemory<byte> stream, int pieceSize = DefaultBuffer)
    {
        IResumingStream resuming = Resuming;
        Trace.Add($"{stream.Length} bytes written");
        try
        {
            for (ReadOnlyMemory<byte> rest = stream; !rest.IsEmpty; rest = rest[Math.Min(pieceSize, rest.Length)..])
                await WriteAsync(resuming, rest[..Math.Min(pieceSize, rest.Length)]);
        }
        catch (MigrationException failure)
        {
            throw new CheckFailedException("the stream of an equal device to be taken", Text.Of(failure), failure);
        }
    }

    internal async Task<SessionRead> ReadIntoAsync(
        ISavingStream stream, ArrayBufferWriter<byte> bytes, List<int> boundaries, int bufferSize)
    {
        try
        {
            SessionRead read = await ReadAsync(stream, bytes.GetMemory(bufferSize)[..bufferSize]);
            if (read.Outcome == ReadOutcome.Bytes)
            {
                bytes.Advance(read.Count);
                boundaries.Add(bytes.WrittenCount);
            }

            return read;
        }
        catch (MigrationException failure)
        {
            throw new CheckFailedException("the stream to be read", Text.Of(failure), failure);
        }
    }

    private async Task ReadPreCopyAsync(ArrayBufferWriter<byte> bytes, List<int> boundaries, int bufferSize)
    {
        for (int i = 0; i < PreCopyReads; i++)
        {
            SessionRead read = await ReadIntoAsync(Saving, bytes, boundaries, bufferSize);
            if (read.Outcome != ReadOutcome.Bytes)
                break;
        }

        Trace.Add($"{bytes.WrittenCount} bytes of pre-copy");
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Uapi;

/// <summary>The data section of a v1 region: a chunk of a session's stream at a time.</summary>
internal sealed class V1DataSection(int capacity)
{
    private readonly byte[] _buffer = new byte[capacity];
    private MigrationSession? _session;
    private bool _isCommitted;

    internal int Capacity => _buffer.Length;

    /// <summary>How many bytes of the section are the chunk that is being read; 0 while resuming.</summary>
    internal int ChunkSize { get; private set; }

    internal void Begin(MigrationSession session)
    {
        End();
        _session = session;
    }

    internal void EndIfClosed()
    {
        if (_session is { IsClosed: true })
            End();
    }

    internal void End()
    {
        _session = null;
        ChunkSize = 0;
        _isCommitted = false;
        // What one session has left is no business of the next one's host.
        Array.Clear(_buffer);
    }

    /// <summary>A read of pending_bytes: lets go of a chunk that was committed, and says what is there.</summary>
    internal async ValueTask<ulong> AcknowledgeAsync(CancellationToken cancel)
    {
        if (_session is not SavingSession session)
            return 0;
        if (_isCommitted)
            ChunkSize = 0;
        _isCommitted = false;
        await FillAsync(session, cancel).ConfigureAwait(false);
        return ChunkSize == 0 ? 0 : Math.Max((ulong)ChunkSize, Estimate(session));
    }

    /// <summary>A read of data_offset: from now on the host reads the chunk.</summary>
    internal async ValueTask CommitAsync(CancellationToken cancel)
    {
        if (_session is not SavingSession session)
            return;
        await FillAsync(session, cancel).ConfigureAwait(false);
        _isCommitted = ChunkSize > 0;
    }

    /// <summary>A write of data_size: the host has written a chunk.</summary>
    internal async ValueTask DeliverAsync(ulong size, CancellationToken cancel)
    {
        if (_session is not ResumingSession session)
            throw new MigrationException(Errno.EINVAL, "data_size is written in RESUMING only.");
        if (size > (ulong)Capacity)
            throw new MigrationException(Errno.EINVAL, $"The data section holds {Capacity} bytes; {size} cannot be in it.");
        await session.WriteAsync(_buffer.AsMemory(0, (int)size), cancel).ConfigureAwait(false);
    }

    internal ReadOnlyMemory<byte> Section(int position, int length)
    {
        if (_session is null)
            throw new MigrationException(Errno.EINVAL, "The data section is there while the device is saving or resuming.");
        return _buffer.AsMemory(position, length);
    }

    internal Memory<byte> WritableSection(int position, int length)
    {
        if (_session is not ResumingSession)
            throw new MigrationException(Errno.EINVAL, "The data section is written in RESUMING only.");
        return _buffer.AsMemory(position, length);
    }

    private async ValueTask FillAsync(SavingSession session, CancellationToken cancel)
    {
        if (ChunkSize > 0)
            return;
        SessionRead read = await session.ReadAsync(_buffer, cancel).ConfigureAwait(false);
        ChunkSize = read.Count;
    }

    // In stop-and-copy nobody knows what is left; the host reads until nothing is.
    private static ulong Estimate(SavingSession session)
    {
        if (!session.IsPreCopy)
            return 0;
        PreCopyInfo info = session.GetPreCopyInfo();
        return (ulong)Math.Max(0, info.InitialBytes) + (ulong)Math.Max(0, info.DirtyBytes);
    }
}

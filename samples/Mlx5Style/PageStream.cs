using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using Samples.Devices;

namespace Samples.Mlx5Style;

/// <summary>
/// The saving stream: every page once, then those that were written since, over and over while the device works, and what
/// is left of them when it stands still, with the registers.
/// </summary>
public sealed class PageStream : SavingSession
{
    private const int ChunkPages = 64;

    private readonly int _pages;
    private readonly DirtyLog _log;
    private readonly DeviceStreamWriter _writer;
    private readonly byte[] _chunk = new byte[ChunkPages * DeviceStreamWriter.PageBytes];
    private ReadOnlyMemory<byte> _rest;
    private bool _hasHeader;
    private bool _hasTrailer;
    private int _next;
    private int _firstSweepEnd;

    internal PageStream(Device device)
    {
        _pages = device.PageCount;
        _writer = new DeviceStreamWriter(device);
        _log = device.BeginDirtyLog(NotifyData);
    }

    /// <inheritdoc/>
    protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        if (_rest.IsEmpty)
            _rest = _chunk.AsMemory(0, FillChunk());
        int count = Math.Min(_rest.Length, buffer.Length);
        _rest.Span[..count].CopyTo(buffer.Span);
        _rest = _rest[count..];
        return ValueTask.FromResult(count);
    }

    /// <inheritdoc/>
    protected override PreCopyInfo EstimatePreCopy()
    {
        // What lies before the first sweep is not yet read, so it cannot have changed since.
        int swept = Volatile.Read(ref _firstSweepEnd);
        return new PreCopyInfo(
            (long)(_pages - swept) * DeviceStreamWriter.PageBytes,
            (long)_log.CountBelow(swept) * DeviceStreamWriter.PageBytes);
    }

    /// <inheritdoc/>
    protected override void OnClosed() => _log.Dispose();

    private int FillChunk()
    {
        int length = 0;
        if (!_hasHeader)
        {
            length = _writer.WriteHeader(_chunk);
            _hasHeader = true;
        }

        while (length + DeviceStreamWriter.PageBytes <= _chunk.Length && _log.TryTakeNext(_next, out int page))
        {
            length += _writer.WritePage(_chunk.AsSpan(length), page);
            Volatile.Write(ref _firstSweepEnd, page < _next ? _pages : Math.Max(_firstSweepEnd, page + 1));
            _next = page + 1;
        }

        // Reads and arcs exclude each other: outside PRE_COPY the device stands still, and nothing gets dirty any more.
        if (length == 0 && !IsPreCopy && !_hasTrailer)
        {
            length = _writer.WriteTrailer(_chunk);
            _hasTrailer = true;
        }

        return length;
    }
}

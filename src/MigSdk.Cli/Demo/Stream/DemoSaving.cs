using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using static System.Buffers.Binary.BinaryPrimitives;

namespace MigSdk.Cli.Demo;

/// <summary>
/// The saving stream: every page once, then those that were written since while the device works, and the rest and the
/// registers when it stands still.
/// </summary>
internal sealed class DemoSaving : SavingSession
{
    private const int ChunkPages = 64;

    private readonly DemoDevice _device;
    private readonly DirtyPages _pages;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _chunk = new byte[DemoFormat.HeaderBytes + (ChunkPages * DemoFormat.PageRecordBytes)];
    private ReadOnlyMemory<byte> _rest;
    private bool _hasBegun;
    private bool _hasEnded;

    internal DemoSaving(DemoDevice device)
    {
        _device = device;
        _pages = device.BeginTracking(NotifyData);
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
        long fresh = _pages.Fresh;
        return new PreCopyInfo(
            fresh * DemoFormat.PageRecordBytes, Math.Max(0, _pages.Count - fresh) * DemoFormat.PageRecordBytes);
    }

    /// <inheritdoc/>
    protected override void OnClosed()
    {
        _device.EndTracking(_pages);
        _hash.Dispose();
    }

    private int FillChunk()
    {
        int length = 0;
        if (!_hasBegun)
        {
            length = WriteHeader();
            _hasBegun = true;
        }

        for (int i = 0; i < ChunkPages && TryWritePage(_chunk.AsSpan(length)); i++)
            length += DemoFormat.PageRecordBytes;
        _hash.AppendData(_chunk.AsSpan(0, length));

        // Reads and arcs exclude each other: outside PRE_COPY the device stands still, and nothing is written any more.
        if (length > 0 || IsPreCopy || _hasEnded)
            return length;
        _hasEnded = true;
        length = WriteConfiguration();
        return length + WriteEnd(_chunk.AsSpan(length, DemoFormat.EndRecordBytes));
    }

    private int WriteHeader()
    {
        WriteUInt64LittleEndian(_chunk, DemoFormat.Magic);
        WriteUInt32LittleEndian(_chunk.AsSpan(8), DemoFormat.Version);
        WriteUInt32LittleEndian(_chunk.AsSpan(12), 0);
        WriteInt64LittleEndian(_chunk.AsSpan(16), _device.MemoryBytes);
        return DemoFormat.HeaderBytes;
    }

    private bool TryWritePage(Span<byte> record)
    {
        int page = _device.TakePage(_pages, record[DemoFormat.TagBytes..DemoFormat.PageRecordBytes]);
        if (page < 0)
            return false;
        WriteUInt32LittleEndian(record, DemoFormat.PageTag);
        WriteInt32LittleEndian(record[4..], page);
        return true;
    }

    private int WriteConfiguration()
    {
        byte[] configuration = _device.SaveConfiguration();
        WriteUInt32LittleEndian(_chunk, DemoFormat.ConfigurationTag);
        WriteInt32LittleEndian(_chunk.AsSpan(4), configuration.Length);
        configuration.CopyTo(_chunk.AsSpan(DemoFormat.TagBytes));
        int length = DemoFormat.TagBytes + configuration.Length;
        _hash.AppendData(_chunk.AsSpan(0, length));
        return length;
    }

    private int WriteEnd(Span<byte> record)
    {
        WriteUInt32LittleEndian(record, DemoFormat.EndTag);
        WriteInt32LittleEndian(record[4..], DemoDevice.RegisterCount);
        Span<ulong> registers = stackalloc ulong[DemoDevice.RegisterCount];
        _device.CopyRegisters(registers);
        for (int i = 0; i < registers.Length; i++)
            WriteUInt64LittleEndian(record[(DemoFormat.TagBytes + (i * sizeof(ulong)))..], registers[i]);
        int hashed = DemoFormat.TagBytes + DemoFormat.RegisterBytes;
        _hash.AppendData(record[..hashed]);
        _hash.GetHashAndReset(record[hashed..]);
        return record.Length;
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;
using static System.Buffers.Binary.BinaryPrimitives;
using static MigSdk.Testing.Tests.CardStreamFormat;

namespace MigSdk.Testing.Tests;

/// <summary>The card's stream as it is read: a record at a time.</summary>
internal class CardSaving(CardDevice device, BlockTracking tracking) : SavingSession
{
    private const int LongestRecord = TagBytes + CardDevice.BlockBytes;

    private readonly byte[] _record = new byte[LongestRecord];
    private ReadOnlyMemory<byte> _rest;
    private uint _checksum;
    private bool _hasHeader;
    private bool _hasRegisters;
    private bool _hasEnd;
    private int _initial = CardDevice.Blocks;

    protected CardDevice Device => device;

    protected BlockTracking Tracking => tracking;

    protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            if (_rest.IsEmpty)
                _rest = _record.AsMemory(0, NextRecord());
            if (_rest.IsEmpty)
                break;
            int count = Math.Min(_rest.Length, buffer.Length - total);
            _rest.Span[..count].CopyTo(buffer.Span[total..]);
            _rest = _rest[count..];
            total += count;
        }

        return new ValueTask<int>(total);
    }

    protected override PreCopyInfo EstimatePreCopy()
    {
        int initial = Math.Max(0, Volatile.Read(ref _initial));
        return new PreCopyInfo((long)initial * LongestRecord, (long)Math.Max(0, tracking.Count - initial) * LongestRecord);
    }

    protected override void OnClosed() => device.EndTracking(tracking);

    private int NextRecord()
    {
        int length = WriteRecord();
        _checksum = device.Checksum(_checksum, _record.AsSpan(0, length));
        return length;
    }

    private int WriteRecord()
    {
        if (!_hasHeader)
        {
            _hasHeader = true;
            return device.WriteHeader(_record);
        }

        if (tracking.TryTake(device.Sends, out int block))
        {
            _initial--;
            return device.WriteBlock(_record, block);
        }

        // Nothing is left to be sent for the first time, also where some blocks are not sent at all.
        _initial = 0;
        if (IsPreCopy || _hasEnd)
            return 0;
        if (!_hasRegisters)
        {
            _hasRegisters = true;
            return device.WriteRegisters(_record);
        }

        _hasEnd = true;
        WriteUInt32LittleEndian(_record, EndTag);
        WriteUInt32LittleEndian(_record.AsSpan(TagBytes), _checksum);
        return TagBytes + ChecksumBytes;
    }
}

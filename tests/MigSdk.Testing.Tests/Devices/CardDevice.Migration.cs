using System;
using System.Numerics;
using static System.Buffers.Binary.BinaryPrimitives;
using static MigSdk.Testing.Tests.CardStreamFormat;

namespace MigSdk.Testing.Tests;

// What the card's firmware does for migration.
internal partial class CardDevice
{
    private BlockTracking? _tracking;

    /// <summary>Which blocks are still to be sent; null where nothing is being saved.</summary>
    internal BlockTracking? Tracking => _tracking;

    internal virtual SavingSession BeginSaving()
    {
        Access();
        BlockTracking tracking = BeginTracking();
        return new CardSaving(this, tracking);
    }

    internal virtual void EndSaving(MigrationState from) => Access();

    internal virtual CardIntake BeginResuming() => new();

    internal virtual void Apply(CardIntake intake)
    {
        Access();
        Replace(Parse(intake.Data.Span));
    }

    internal BlockTracking BeginTracking()
    {
        lock (_lock)
        {
            Held++;
            return _tracking = new BlockTracking();
        }
    }

    internal void EndTracking(BlockTracking tracking)
    {
        lock (_lock)
        {
            Held--;
            if (ReferenceEquals(_tracking, tracking))
                _tracking = null;
        }
    }

    /// <summary>Puts a header into a stream.</summary>
    internal int WriteHeader(Span<byte> buffer)
    {
        WriteUInt32LittleEndian(buffer, Magic);
        WriteUInt32LittleEndian(buffer[4..], Version);
        WriteUInt32LittleEndian(buffer[8..], Blocks);
        return HeaderBytes;
    }

    internal int WriteBlock(Span<byte> buffer, int block)
    {
        WriteInt32LittleEndian(buffer, block);
        lock (_lock)
            _memory.AsSpan(block * BlockBytes, BlockBytes).CopyTo(buffer[TagBytes..]);
        return TagBytes + BlockBytes;
    }

    internal int WriteRegisters(Span<byte> buffer)
    {
        WriteUInt32LittleEndian(buffer, RegistersTag);
        lock (_lock)
        {
            for (int i = 0; i < Registers; i++)
                WriteUInt32LittleEndian(buffer[(TagBytes + (i * sizeof(uint)))..], RegisterToSend(i, _registers[i]));
        }

        return TagBytes + (Registers * sizeof(uint));
    }

    /// <summary>Whether a block goes into the stream.</summary>
    internal virtual bool Sends(int block) => true;

    internal bool IsZero(int block)
    {
        lock (_lock)
            return !_memory.AsSpan(block * BlockBytes, BlockBytes).ContainsAnyExcept((byte)0);
    }

    /// <summary>The checksum of what came before it.</summary>
    internal virtual uint Checksum(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);
        return checksum;
    }

    protected virtual uint RegisterToSend(int register, uint value) => value;

    protected virtual bool TakesVersion(uint version) => version == Version;

    protected virtual CardImage Parse(ReadOnlySpan<byte> stream) => CardParser.Parse(this, stream, TakesVersion);

    protected virtual void Replace(CardImage image)
    {
        lock (_lock)
        {
            _memory = image.Memory;
            _registers = image.Registers;
        }
    }

    protected byte[] CopyMemory()
    {
        lock (_lock)
            return [.. _memory];
    }
}

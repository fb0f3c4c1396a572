using System;
using System.Buffers.Binary;

namespace MigSdk.VfioUser;

/// <summary>Lays out a configuration space: header, BARs and the list of capabilities.</summary>
internal sealed class PciConfigurationBuilder
{
    private const int FirstCapability = 0x40;
    private const ushort WritableCommand = 0x0547;
    private const ushort StatusHasCapabilities = 1 << 4;
    private const uint IoBar = 1;
    private const uint MemoryBar64 = 4;
    private const uint MemoryBarPrefetchable = 8;

    private readonly byte[] _bytes = new byte[PciConfiguration.Size];
    private readonly byte[] _writable = new byte[PciConfiguration.Size];
    private int _linkToNext = PciConfiguration.CapabilityPointer;
    private int _end = FirstCapability;

    internal PciConfigurationBuilder(PciIdentity identity, bool hasInterruptPin)
    {
        Put16(0x00, identity.VendorId);
        Put16(0x02, identity.DeviceId);
        Allow16(PciConfiguration.Command, WritableCommand);
        Put32(0x08, (identity.ClassCode << 8) | identity.RevisionId);
        _writable[0x0C] = 0xFF;
        _writable[0x0D] = 0xFF;
        Put16(0x2C, identity.SubsystemVendorId);
        Put16(0x2E, identity.SubsystemId);
        _writable[0x3C] = 0xFF;
        _bytes[0x3D] = (byte)(hasInterruptPin ? 1 : 0);
    }

    internal void SetBar(BarBuilder bar)
    {
        int offset = PciConfiguration.FirstBar + (bar.Index * sizeof(uint));
        uint flags = bar.IsIo ? IoBar : (bar.Is64Bit ? MemoryBar64 : 0) | (bar.IsPrefetchable ? MemoryBarPrefetchable : 0);
        Put32(offset, flags);
        // Which address bits can be written tells the guest the size.
        ulong mask = ~(bar.Size - 1);
        Allow32(offset, (uint)mask);
        if (bar.Is64Bit)
            Allow32(offset + sizeof(uint), (uint)(mask >> 32));
    }

    /// <summary>Adds a capability; gives its offset.</summary>
    internal int AddCapability(byte id, ReadOnlySpan<byte> body, ReadOnlySpan<byte> writable)
    {
        const int HeadSize = 2;
        int offset = _end;
        if (offset + HeadSize + body.Length > _bytes.Length)
            throw new InvalidOperationException($"There is no room in the configuration space for capability 0x{id:x}.");
        _bytes[_linkToNext] = (byte)offset;
        _bytes[offset] = id;
        body.CopyTo(_bytes.AsSpan(offset + HeadSize));
        writable.CopyTo(_writable.AsSpan(offset + HeadSize));
        _linkToNext = offset + 1;
        _end = (offset + HeadSize + body.Length + 3) & ~3;
        Put16(PciConfiguration.Status, StatusHasCapabilities);
        return offset;
    }

    /// <summary>Message control with a 64-bit address, address and data.</summary>
    internal void AddMsi(int count)
    {
        const byte Id = 0x05;
        const ushort Is64Bit = 1 << 7;
        const ushort EnableAndCount = 0x71;
        Span<byte> body = stackalloc byte[12];
        Span<byte> writable = stackalloc byte[12];
        int log2 = System.Numerics.BitOperations.Log2((uint)count);
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)(Is64Bit | (log2 << 1)));
        writable.Fill(0xFF);
        BinaryPrimitives.WriteUInt16LittleEndian(writable, EnableAndCount);
        writable[2] = 0xFC;
        AddCapability(Id, body, writable);
    }

    internal void AddMsix(int count, int bar, uint tableOffset, uint pendingOffset)
    {
        const byte Id = 0x11;
        const ushort EnableAndMask = 0xC000;
        Span<byte> body = stackalloc byte[10];
        Span<byte> writable = stackalloc byte[10];
        writable.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)(count - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(body[2..], tableOffset | (uint)bar);
        BinaryPrimitives.WriteUInt32LittleEndian(body[6..], pendingOffset | (uint)bar);
        BinaryPrimitives.WriteUInt16LittleEndian(writable, EnableAndMask);
        AddCapability(Id, body, writable);
    }

    internal PciConfiguration Build() => new(_bytes, _writable);

    private void Put16(int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(offset), value);

    private void Put32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(offset), value);

    private void Allow16(int offset, ushort mask) => BinaryPrimitives.WriteUInt16LittleEndian(_writable.AsSpan(offset), mask);

    private void Allow32(int offset, uint mask) => BinaryPrimitives.WriteUInt32LittleEndian(_writable.AsSpan(offset), mask);
}

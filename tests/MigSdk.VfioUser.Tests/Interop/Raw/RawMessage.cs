using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser.Tests.Interop.Raw;

/// <summary>A message as it came from the socket.</summary>
internal sealed class RawMessage(byte[] header, byte[] payload, List<SafeFileHandle> descriptors) : IDisposable
{
    internal const int HeaderBytes = 16;

    internal const uint Reply = 0x01;
    internal const uint NoReply = 0x10;
    internal const uint ErrorReply = 0x21;

    internal ushort Id => BinaryPrimitives.ReadUInt16LittleEndian(header);

    internal ushort Command => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(2));

    internal uint Size => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));

    internal uint Flags => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));

    internal int Error => BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));

    internal bool IsCommand => (Flags & 0xF) == 0;

    internal byte[] Payload => payload;

    internal IReadOnlyList<SafeFileHandle> Descriptors => descriptors;

    internal uint U32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(payload.AsSpan(offset));

    internal ulong U64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(payload.AsSpan(offset));

    public void Dispose()
    {
        foreach (SafeFileHandle descriptor in descriptors)
            descriptor.Dispose();
    }

    public override string ToString() =>
        $"id {Id:x4} command {Command} size {Size} flags {Flags:x} error {Error} descriptors {descriptors.Count} " +
        Convert.ToHexString(payload.AsSpan(0, Math.Min(64, payload.Length)));
}

using System;
using System.Text;

namespace MigSdk.VfioUser.Tests.Interop.Raw;

/// <summary>The payloads that clients send, from the protocol's tables.</summary>
internal static class Payloads
{
    internal const uint GetFeature = 1 << 16;
    internal const uint SetFeature = 1 << 17;
    internal const uint ProbeFeature = 1 << 18;

    /// <summary>A VERSION request; without JSON where it is null.</summary>
    internal static byte[] Version(ushort major, ushort minor, string? json)
    {
        Bytes payload = new Bytes().U16(major).U16(minor);
        return (json is null ? payload : payload.Add(Encoding.UTF8.GetBytes(json)).Add([0])).ToArray();
    }

    internal static byte[] DmaMap(ulong address, ulong size, ulong offset = 0, uint flags = 3) =>
        new Bytes().U32(32).U32(flags).U64(offset).U64(address).U64(size).ToArray();

    internal static byte[] DmaUnmap(ulong address, ulong size, uint flags = 0) =>
        new Bytes().U32(24).U32(flags).U64(address).U64(size).ToArray();

    internal static byte[] Info() => Bytes.Words(16, 0, 0, 0);

    /// <summary>As QEMU and the Rust client send it: 32 bytes, whatever argsz says.</summary>
    internal static byte[] RegionInfo(uint index, uint argsz = 32) =>
        new Bytes().U32(argsz).U32(0).U32(index).U32(0).U64(0).U64(0).ToArray();

    internal static byte[] IrqInfo(uint index) => Bytes.Words(16, 0, index, 0);

    internal static byte[] SetIrqs(uint flags, uint index, uint start, uint count, params ReadOnlySpan<byte> data) =>
        new Bytes().U32(20 + (uint)data.Length).U32(flags).U32(index).U32(start).U32(count).Add(data).ToArray();

    internal static byte[] RegionRead(uint region, ulong offset, uint count) =>
        new Bytes().U64(offset).U32(region).U32(count).ToArray();

    internal static byte[] RegionWrite(uint region, ulong offset, params ReadOnlySpan<byte> data) =>
        new Bytes().U64(offset).U32(region).U32((uint)data.Length).Add(data).ToArray();

    internal static byte[] Feature(uint argsz, uint flags, params ReadOnlySpan<byte> data) =>
        new Bytes().U32(argsz).U32(flags).Add(data).ToArray();

    /// <summary>SET of MIG_DEVICE_STATE, with data_fd -1.</summary>
    internal static byte[] SetState(uint state) => Feature(16, SetFeature | 2, Bytes.Words(state, uint.MaxValue));

    internal static byte[] MigrationRead(uint size) => Bytes.Words(8 + size, size);

    internal static byte[] MigrationWrite(params ReadOnlySpan<byte> data) =>
        new Bytes().U32(8 + (uint)data.Length).U32((uint)data.Length).Add(data).ToArray();

    internal static byte[] LoggingStart(ulong pageSize, uint reserved, params ReadOnlySpan<(ulong Iova, ulong Length)> ranges)
    {
        Bytes data = new Bytes().U64(pageSize).U32((uint)ranges.Length).U32(reserved);
        foreach ((ulong iova, ulong length) in ranges)
            data.U64(iova).U64(length);
        return Feature(24 + (16 * (uint)ranges.Length), SetFeature | 6, data.ToArray());
    }

    internal static byte[] LoggingReport(ulong iova, ulong length, ulong pageSize, uint bitmapBytes) =>
        Feature(
            32 + bitmapBytes, GetFeature | 8, new Bytes().U64(iova).U64(length).U64(pageSize).ToArray());
}

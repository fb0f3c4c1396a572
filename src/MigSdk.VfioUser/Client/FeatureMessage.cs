using System;
using System.Runtime.CompilerServices;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>The payload of DEVICE_FEATURE as a client writes and reads it: head, data.</summary>
internal static class FeatureMessage
{
    internal static byte[] Write(DeviceFeature feature, FeatureOperations operations, int room)
    {
        byte[] payload = new byte[DeviceFeatureHeader.Size];
        Wire.Write(payload, new DeviceFeatureHeader(feature, operations, room));
        return payload;
    }

    internal static byte[] Write<T>(DeviceFeature feature, FeatureOperations operations, in T data)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        byte[] payload = new byte[DeviceFeatureHeader.Size + size];
        Span<byte> rest = Wire.Write(payload, new DeviceFeatureHeader(feature, operations, size));
        Wire.Write(rest, data);
        return payload;
    }

    /// <summary>The data after the head.</summary>
    internal static ReadOnlySpan<byte> DataOf(IncomingMessage reply) => reply.Payload[DeviceFeatureHeader.Size..];
}

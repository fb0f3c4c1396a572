using System;
using System.Buffers.Binary;
using System.Text.Json;

namespace MigSdk.VfioUser;

/// <summary>The payload of VERSION and of its reply: two numbers of 2 bytes, then JSON with a NUL behind it.</summary>
internal sealed record VersionMessage(ushort Major, ushort Minor, Capabilities Capabilities)
{
    internal const ushort CurrentMajor = 0;

    /// <summary>The newest minor version here. A reply never has a higher one than the command.</summary>
    internal const ushort CurrentMinor = 2;

    private const int NumbersSize = 4;

    /// <summary>Reads a payload. The JSON may be missing.</summary>
    /// <exception cref="MigrationException">
    /// EINVAL: it is too short, or the JSON is not what the protocol has.
    /// </exception>
    internal static VersionMessage Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < NumbersSize)
            throw new MigrationException(Errno.EINVAL, $"VERSION has {payload.Length} bytes; it needs {NumbersSize}.");
        ushort major = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        ushort minor = BinaryPrimitives.ReadUInt16LittleEndian(payload[sizeof(ushort)..]);
        ReadOnlySpan<byte> json = payload[NumbersSize..];
        int end = json.IndexOf((byte)0);
        return new VersionMessage(major, minor, ParseCapabilities(end < 0 ? json : json[..end]));
    }

    /// <summary>The payload's bytes.</summary>
    internal byte[] ToBytes()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(
            new VersionData { Capabilities = Capabilities }, VersionJson.Default.VersionData);
        byte[] payload = new byte[NumbersSize + json.Length + 1];
        BinaryPrimitives.WriteUInt16LittleEndian(payload, Major);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(sizeof(ushort)), Minor);
        json.CopyTo(payload, NumbersSize);
        return payload;
    }

    private static Capabilities ParseCapabilities(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return new Capabilities();
        try
        {
            return JsonSerializer.Deserialize(json, VersionJson.Default.VersionData)?.Capabilities ?? new Capabilities();
        }
        catch (JsonException cause)
        {
            throw new MigrationException(Errno.EINVAL, $"The JSON of VERSION is not acceptable: {cause.Message}", cause);
        }
    }
}

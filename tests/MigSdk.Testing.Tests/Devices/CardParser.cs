using System;
using static System.Buffers.Binary.BinaryPrimitives;
using static MigSdk.Testing.Tests.CardStreamFormat;

namespace MigSdk.Testing.Tests;

/// <summary>Reads a stream into an image.</summary>
internal static class CardParser
{
    internal static CardImage Parse(CardDevice device, ReadOnlySpan<byte> stream, Func<uint, bool> takesVersion)
    {
        CardImage image = ParseWithoutEnd(device, stream, takesVersion);
        if (!image.IsComplete)
            throw Refuse("The stream is truncated.");
        return image.Length == stream.Length ? image : throw Refuse("There is something after the end.");
    }

    /// <summary>Reads as far as the stream goes, and says whether that was its end.</summary>
    internal static CardImage ParseWithoutEnd(CardDevice device, ReadOnlySpan<byte> stream, Func<uint, bool> takesVersion)
    {
        var image = new CardImage();
        if (stream.Length < HeaderBytes)
            return image;
        if (ReadUInt32LittleEndian(stream) != Magic || ReadUInt32LittleEndian(stream[8..]) != CardDevice.Blocks)
            throw Refuse("This is no stream of a card.");
        if (!takesVersion(ReadUInt32LittleEndian(stream[4..])))
            throw Refuse("The version is not known.");

        int at = HeaderBytes;
        while (stream.Length - at >= TagBytes)
        {
            uint tag = ReadUInt32LittleEndian(stream[at..]);
            int length = tag switch
            {
                < CardDevice.Blocks => CardDevice.BlockBytes,
                RegistersTag => CardDevice.Registers * sizeof(uint),
                EndTag => ChecksumBytes,
                _ => throw Refuse($"There is no record {tag}."),
            };
            if (stream.Length - at - TagBytes < length)
                return image;
            ReadOnlySpan<byte> payload = stream.Slice(at + TagBytes, length);
            if (tag == EndTag)
            {
                if (ReadUInt32LittleEndian(payload) != device.Checksum(0, stream[..at]))
                    throw Refuse("The checksum is wrong.");
                image.IsComplete = true;
                image.Length = at + TagBytes + length;
                return image;
            }

            Take(image, tag, payload);
            at += TagBytes + length;
        }

        return image;
    }

    internal static MigrationException Refuse(string why) => new(Errno.EINVAL, why);

    private static void Take(CardImage image, uint tag, ReadOnlySpan<byte> payload)
    {
        if (tag == RegistersTag)
        {
            for (int i = 0; i < CardDevice.Registers; i++)
                image.Registers[i] = ReadUInt32LittleEndian(payload[(i * sizeof(uint))..]);
            return;
        }

        payload.CopyTo(image.Memory.AsSpan((int)tag * CardDevice.BlockBytes));
        image.Has[tag] = true;
    }
}

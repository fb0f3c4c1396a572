using System;
using System.Buffers.Binary;

namespace MigSdk.Host;

/// <summary>
/// The first 12 bytes of either direction: which protocol, and which version of it. A version that reads frames in
/// another way has another major number.
/// </summary>
internal static class Preamble
{
    internal const int Size = 12;
    internal const ushort Major = 1;
    internal const ushort Minor = 0;

    private static ReadOnlySpan<byte> Magic => "MIGSDK\r\n"u8;

    internal static byte[] Write()
    {
        byte[] preamble = new byte[Size];
        Magic.CopyTo(preamble);
        BinaryPrimitives.WriteUInt16LittleEndian(preamble.AsSpan(8), Major);
        BinaryPrimitives.WriteUInt16LittleEndian(preamble.AsSpan(10), Minor);
        return preamble;
    }

    /// <exception cref="MigrationException">EPROTO where it is another protocol or another major version.</exception>
    internal static void Check(ReadOnlySpan<byte> preamble, string peer)
    {
        if (!preamble.StartsWith(Magic))
        {
            throw new MigrationException(
                Errno.EPROTO,
                $"The {peer} does not speak MigSdk's migration protocol (it begins with "
                + $"{Convert.ToHexString(preamble[..8])}). Check the address, and that both ends use TLS or neither does.");
        }

        ushort major = BinaryPrimitives.ReadUInt16LittleEndian(preamble[8..]);
        if (major != Major)
        {
            throw new MigrationException(
                Errno.EPROTO,
                $"The {peer} speaks version {major} of the migration protocol, and this end version {Major}. "
                + "Use the same release of MigSdk at both ends.");
        }
    }
}

using System;
using System.Security.Cryptography;
using MigSdk;
using MigSdk.VfioUser;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Samples.DmaCopy;

/// <summary>
/// The stream in which an engine's state travels: who it is of, the state, the configuration space, and a digest of
/// all that. Little-endian.
/// </summary>
public static class DmaStateStream
{
    /// <summary>The length of every stream in bytes.</summary>
    public const int Bytes = BodyBytes + SHA256.HashSizeInBytes;

    private const int StateBytes = 56;
    private const int BodyBytes = StateBytes + PciConfiguration.Size;
    private const ulong Magic = 0x3130_5950_4F43_4D44; // "DMCOPY01"
    private const int SourceOffset = 8;
    private const int DestinationOffset = 16;
    private const int LengthOffset = 24;
    private const int CopiedOffset = 32;
    private const int StatusOffset = 40;
    private const int InterruptOffset = 44;
    private const int VersionOffset = 48;
    private const ulong Version = 1;

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="configuration">The configuration space.</param>
    /// <returns>A stream of <see cref="Bytes"/> bytes.</returns>
    public static byte[] Write(DmaState state, ReadOnlySpan<byte> configuration)
    {
        byte[] stream = new byte[Bytes];
        WriteUInt64LittleEndian(stream, Magic);
        WriteUInt64LittleEndian(stream.AsSpan(SourceOffset), state.Source);
        WriteUInt64LittleEndian(stream.AsSpan(DestinationOffset), state.Destination);
        WriteUInt64LittleEndian(stream.AsSpan(LengthOffset), state.Length);
        WriteUInt64LittleEndian(stream.AsSpan(CopiedOffset), state.Copied);
        WriteUInt32LittleEndian(stream.AsSpan(StatusOffset), (uint)state.Status);
        WriteUInt32LittleEndian(stream.AsSpan(InterruptOffset), state.IsInterruptEnabled ? 1u : 0);
        WriteUInt64LittleEndian(stream.AsSpan(VersionOffset), Version);
        configuration.CopyTo(stream.AsSpan(StateBytes, PciConfiguration.Size));
        SHA256.HashData(stream.AsSpan(0, BodyBytes), stream.AsSpan(BodyBytes));
        return stream;
    }

    /// <summary>Reads a whole stream.</summary>
    /// <param name="stream">What <see cref="Write"/> gave.</param>
    /// <returns>The state and the configuration space.</returns>
    /// <exception cref="MigrationException">
    /// EINVAL: it is truncated, too long, corrupt, of another device, or of a version that is not known.
    /// </exception>
    public static (DmaState State, byte[] Configuration) Read(ReadOnlySpan<byte> stream)
    {
        if (stream.Length != Bytes)
            throw Refuse($"it has {stream.Length} bytes, not {Bytes}");
        if (ReadUInt64LittleEndian(stream) != Magic)
            throw Refuse("it is not of such an engine");
        if (!SHA256.HashData(stream[..BodyBytes]).AsSpan().SequenceEqual(stream[BodyBytes..]))
            throw Refuse("it is corrupt");
        if (ReadUInt64LittleEndian(stream[VersionOffset..]) != Version)
            throw Refuse($"only version {Version} is known");

        uint interrupt = ReadUInt32LittleEndian(stream[InterruptOffset..]);
        var state = new DmaState(
            ReadUInt64LittleEndian(stream[SourceOffset..]),
            ReadUInt64LittleEndian(stream[DestinationOffset..]),
            ReadUInt64LittleEndian(stream[LengthOffset..]),
            ReadUInt64LittleEndian(stream[CopiedOffset..]),
            (DmaStatus)ReadUInt32LittleEndian(stream[StatusOffset..]),
            interrupt == 1);
        return interrupt <= 1 && state.IsPossible
            ? (state, stream.Slice(StateBytes, PciConfiguration.Size).ToArray())
            : throw Refuse("a field has a value that no such engine can have");
    }

    private static MigrationException Refuse(string reason) =>
        new(Errno.EINVAL, $"The stream of the engine's state is refused: {reason}.");
}

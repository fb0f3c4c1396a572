using System;
using System.Security.Cryptography;
using MigSdk;
using MigSdk.VfioUser;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Samples.PciIdio16;

/// <summary>
/// The stream in which a card's state travels: who it is of, the state, the configuration space, and a digest of
/// all that. Little-endian.
/// </summary>
public static class IdioStateStream
{
    /// <summary>The length of every stream in bytes.</summary>
    public const int Bytes = BodyBytes + SHA256.HashSizeInBytes;

    private const int StateBytes = 16;
    private const int BodyBytes = StateBytes + PciConfiguration.Size;
    private const ulong Magic = 0x3631_4F49_4449_4350; // "PCIDIO16"
    private const byte Version = 1;
    private const int OutputsOffset = 8;
    private const int InputsOffset = 10;
    private const int ChangesOffset = 12;
    private const int FlagsOffset = 13;
    private const int VersionOffset = 14;
    private const int ReservedOffset = 15;
    private const byte InterruptEnabledFlag = 1;
    private const byte FiltersActiveFlag = 2;

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="configuration">The configuration space.</param>
    /// <returns>A stream of <see cref="Bytes"/> bytes.</returns>
    public static byte[] Write(IdioState state, ReadOnlySpan<byte> configuration)
    {
        byte[] stream = new byte[Bytes];
        WriteUInt64LittleEndian(stream, Magic);
        WriteUInt16LittleEndian(stream.AsSpan(OutputsOffset), state.Outputs);
        WriteUInt16LittleEndian(stream.AsSpan(InputsOffset), state.Inputs);
        stream[ChangesOffset] = (byte)state.Changes;
        stream[FlagsOffset] = (byte)((state.IsInterruptEnabled ? InterruptEnabledFlag : 0)
            | (state.AreFiltersActive ? FiltersActiveFlag : 0));
        stream[VersionOffset] = Version;
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
    public static (IdioState State, byte[] Configuration) Read(ReadOnlySpan<byte> stream)
    {
        if (stream.Length != Bytes)
            throw Refuse($"it has {stream.Length} bytes, not {Bytes}");
        if (ReadUInt64LittleEndian(stream) != Magic)
            throw Refuse("it is not of such a card");
        if (!SHA256.HashData(stream[..BodyBytes]).AsSpan().SequenceEqual(stream[BodyBytes..]))
            throw Refuse("it is corrupt");
        if (stream[VersionOffset] != Version)
            throw Refuse($"its version is {stream[VersionOffset]}, and only {Version} is known");

        byte changes = stream[ChangesOffset];
        byte flags = stream[FlagsOffset];
        if (changes > (byte)(InputChanges.Low | InputChanges.High)
            || flags > (InterruptEnabledFlag | FiltersActiveFlag)
            || stream[ReservedOffset] != 0)
        {
            throw Refuse("a field has a value that no such card can have");
        }

        var state = new IdioState(
            ReadUInt16LittleEndian(stream[OutputsOffset..]),
            ReadUInt16LittleEndian(stream[InputsOffset..]),
            (InputChanges)changes,
            (flags & InterruptEnabledFlag) != 0,
            (flags & FiltersActiveFlag) != 0);
        return (state, stream.Slice(StateBytes, PciConfiguration.Size).ToArray());
    }

    private static MigrationException Refuse(string reason) =>
        new(Errno.EINVAL, $"The stream of the card's state is refused: {reason}.");
}

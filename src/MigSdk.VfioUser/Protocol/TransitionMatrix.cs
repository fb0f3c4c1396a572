using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace MigSdk.VfioUser;

/// <summary>
/// The data of <see cref="MigSdkFeature.Transitions"/>: the number of states, 4 bytes of nothing, and for each state a word
/// of 64 bits that has a bit for each target.
/// </summary>
internal static class TransitionMatrix
{
    internal const int MaxStates = 64;
    private const int HeadSize = 8;

    internal static int SizeFor(int states) => HeadSize + (states * sizeof(ulong));

    internal static byte[] ToBytes(TransitionSet<MigrationState> transitions)
    {
        int states = 1;
        foreach ((MigrationState from, MigrationState to) in transitions)
            states = Math.Max(states, (int)Math.Max((uint)from, (uint)to) + 1);
        byte[] bytes = new byte[SizeFor(states)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)states);
        foreach ((MigrationState from, MigrationState to) in transitions)
            bytes[HeadSize + ((int)from * sizeof(ulong)) + ((int)to / 8)] |= (byte)(1 << ((int)to % 8));
        return bytes;
    }

    /// <exception cref="MigrationException">EPROTO: it is not what <see cref="ToBytes"/> gives.</exception>
    internal static TransitionSet<MigrationState> Parse(ReadOnlySpan<byte> data)
    {
        uint states = data.Length < HeadSize ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(data);
        if (states is 0 or > MaxStates || data.Length < SizeFor((int)states))
            throw new MigrationException(Errno.EPROTO, $"{data.Length} bytes are not a matrix of {states} states.");
        var pairs = new List<(MigrationState, MigrationState)>();
        for (int from = 0; from < states; from++)
        {
            ulong row = BinaryPrimitives.ReadUInt64LittleEndian(data[(HeadSize + (from * sizeof(ulong)))..]);
            for (int to = 0; to < states; to++)
            {
                if ((row & (1UL << to)) != 0)
                    pairs.Add(((MigrationState)from, (MigrationState)to));
            }
        }

        return new TransitionSet<MigrationState>(pairs);
    }
}

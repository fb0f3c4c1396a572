using System;
using System.Collections.Generic;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class CorruptionCheck : StreamCheck
{
    private const int Ends = 48;
    private const int Short = 512;

    internal override ConformanceCheck Name => ConformanceCheck.Corruption;

    internal override string Law =>
        "Data that are not acceptable must fail RESUMING -> STOP, whatever they are (vfio.h, RESUMING).";

    private protected override bool TakesSameMeaning => true;

    private protected override IEnumerable<Mutation> Mutate(CheckRun run, IReadOnlyList<SavedStream> good)
    {
        byte[] stream = good[0].Bytes;
        if (stream.Length == 0)
            yield break;
        int ends = stream.Length <= Short ? stream.Length : Ends;
        for (int i = 0; i < ends; i++)
        {
            yield return Flip(stream, i, run.Dice.Next(8));
            if (stream.Length - 1 - i >= ends)
                yield return Flip(stream, stream.Length - 1 - i, run.Dice.Next(8));
        }

        for (int i = 0; i < RandomMutations * run.Settings.Effort; i++)
        {
            int at = run.Dice.Next(stream.Length);
            yield return run.Dice.Next(4) switch
            {
                0 => Fill(stream, at, 1 + run.Dice.Next(8), 0xFF),
                1 => Fill(stream, at, 1 + run.Dice.Next(64), 0),
                2 => Fill(stream, at, 4, (byte)run.Dice.Next(256)),
                _ => Flip(stream, at, run.Dice.Next(8)),
            };
        }
    }

    private static Mutation Flip(byte[] stream, int at, int bit)
    {
        byte[] bytes = [.. stream];
        bytes[at] ^= (byte)(1 << bit);
        return new Mutation($"a stream with bit {bit} of byte {at} flipped", bytes);
    }

    private static Mutation Fill(byte[] stream, int at, int length, byte value)
    {
        byte[] bytes = [.. stream];
        length = Math.Min(length, bytes.Length - at);
        bytes.AsSpan(at, length).Fill(value);
        return new Mutation($"a stream with bytes {at} to {at + length - 1} set to {value}", bytes);
    }
}

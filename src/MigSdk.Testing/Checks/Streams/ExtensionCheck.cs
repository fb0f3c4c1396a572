using System.Collections.Generic;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

internal sealed class ExtensionCheck : StreamCheck
{
    private const int MaxTail = 256;

    internal override ConformanceCheck Name => ConformanceCheck.Extension;

    internal override string Law =>
        "RESUMING -> STOP takes in the whole of the data and checks it; what comes after a stream's "
        + "end is not it (vfio.h, RESUMING).";

    private protected override IEnumerable<Mutation> Mutate(CheckRun run, IReadOnlyList<SavedStream> good)
    {
        byte[] stream = good[0].Bytes;
        yield return new Mutation("a stream with a byte 0 after it", [.. stream, 0]);
        yield return new Mutation("a stream with a byte 255 after it", [.. stream, 255]);
        yield return new Mutation("a stream with 4096 bytes 0 after it", [.. stream, .. new byte[4096]]);
        yield return new Mutation("a stream twice", [.. stream, .. stream]);
        for (int i = 0; i < RandomMutations / 4 * run.Settings.Effort; i++)
        {
            byte[] tail = new byte[1 + run.Dice.Next(MaxTail)];
            for (int k = 0; k < tail.Length; k++)
                tail[k] = (byte)run.Dice.Next(256);
            yield return new Mutation($"a stream with {tail.Length} random bytes after it", [.. stream, .. tail]);
        }
    }
}

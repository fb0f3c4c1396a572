using System;
using System.Threading;

namespace MigSdk.Testing.Tests;

/// <summary>Which blocks are to be sent: all at first, then those that were written.</summary>
internal sealed class BlockTracking
{
    private int _marked = (1 << CardDevice.Blocks) - 1;

    internal int Count => System.Numerics.BitOperations.PopCount((uint)Volatile.Read(ref _marked));

    internal void Mark(int block) => Interlocked.Or(ref _marked, 1 << block);

    internal void MarkAll() => Volatile.Write(ref _marked, (1 << CardDevice.Blocks) - 1);

    internal bool TryTake(Func<int, bool> wanted, out int block)
    {
        for (block = 0; block < CardDevice.Blocks; block++)
        {
            if ((Interlocked.And(ref _marked, ~(1 << block)) & (1 << block)) != 0 && wanted(block))
                return true;
        }

        return false;
    }
}

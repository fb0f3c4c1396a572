using System;

namespace MigSdk.Interleavings.Tests;

/// <summary>Of each actor the last event that came before, in the order that no other schedule can change.</summary>
internal readonly struct Clock
{
    internal const int MaxActors = 24;

    private readonly int[] _last;

    private Clock(int[] last) => _last = last;

    internal static Clock New() => new(new int[MaxActors]);

    internal int this[int actor]
    {
        get => _last[actor];
        set => _last[actor] = value;
    }

    internal Clock Copy() => new((int[])_last.Clone());

    internal void Join(Clock other)
    {
        for (int actor = 0; actor < MaxActors; actor++)
            _last[actor] = Math.Max(_last[actor], other._last[actor]);
    }
}

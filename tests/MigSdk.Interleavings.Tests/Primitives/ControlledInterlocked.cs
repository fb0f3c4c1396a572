using System.Threading;

namespace MigSdk.Interleavings.Tests;

/// <summary>Words that are changed at once.</summary>
[Replaces(typeof(Interlocked))]
public static class ControlledInterlocked
{
    public static int CompareExchange(ref int location, int value, int comparand, object? owner, string field)
    {
        Step.To(Access.Both, owner, "exchanges", field);
        int seen = Interlocked.CompareExchange(ref location, value, comparand);
        if (seen != comparand)
            Step.WasVain();
        return seen;
    }

    public static long CompareExchange(ref long location, long value, long comparand, object? owner, string field, ulong observed)
    {
        Step.To(Access.Both, owner, "exchanges", field);
        long seen = Interlocked.CompareExchange(ref location, value, comparand);
        if (seen == comparand)
            Step.Was(Footprint.OfExchange(seen, value));
        else if (observed == 0)
            Step.Was(Footprint.OfMismatch(comparand, seen));
        else
            Step.WasVain();
        return seen;
    }

    public static int Exchange(ref int location, int value, object? owner, string field)
    {
        Step.To(Access.Both, owner, "exchanges", field);
        return Interlocked.Exchange(ref location, value);
    }

    public static long And(ref long location, long value, object? owner, string field, ulong observed)
    {
        Step.To(Access.Both, owner, "masks", field);
        if (observed == 0)
            Step.Was(Footprint.OfClear(~(ulong)value));
        return Interlocked.And(ref location, value);
    }

    public static long Add(ref long location, long value, object? owner, string field)
    {
        Step.To(Access.Both, owner, "adds to", field);
        return Interlocked.Add(ref location, value);
    }

    public static long Read(ref readonly long location, object? owner, string field)
    {
        Step.To(Access.Read, owner, "reads", field);
        return Interlocked.Read(in location);
    }
}

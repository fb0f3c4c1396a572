using System.Threading;

namespace MigSdk.Interleavings.Tests;

/// <summary>Words that are read and written one at a time.</summary>
[Replaces(typeof(Volatile))]
public static class ControlledVolatile
{
    public static bool Read(ref readonly bool location, object? owner, string field)
    {
        Step.To(Access.Read, owner, "reads", field);
        return Volatile.Read(in location);
    }

    public static void Write(ref bool location, bool value, object? owner, string field)
    {
        Step.To(Access.Write, owner, "writes", field);
        Volatile.Write(ref location, value);
    }

    public static byte Read(ref readonly byte location, object? owner, string field)
    {
        Step.To(Access.Read, owner, "reads", field);
        return Volatile.Read(in location);
    }

    public static void Write(ref byte location, byte value, object? owner, string field)
    {
        Step.To(Access.Write, owner, "writes", field);
        Volatile.Write(ref location, value);
    }

    public static ushort Read(ref readonly ushort location, object? owner, string field)
    {
        Step.To(Access.Read, owner, "reads", field);
        return Volatile.Read(in location);
    }

    public static void Write(ref ushort location, ushort value, object? owner, string field)
    {
        Step.To(Access.Write, owner, "writes", field);
        Volatile.Write(ref location, value);
    }

    public static int Read(ref readonly int location, object? owner, string field)
    {
        Step.To(Access.Read, owner, "reads", field);
        return Volatile.Read(in location);
    }

    public static void Write(ref int location, int value, object? owner, string field)
    {
        Step.To(Access.Write, owner, "writes", field);
        Volatile.Write(ref location, value);
    }

    public static uint Read(ref readonly uint location, object? owner, string field)
    {
        Step.To(Access.Read, owner, "reads", field);
        return Volatile.Read(in location);
    }

    public static void Write(ref uint location, uint value, object? owner, string field)
    {
        Step.To(Access.Write, owner, "writes", field);
        Volatile.Write(ref location, value);
    }

    public static long Read(ref readonly long location, object? owner, string field, ulong observed)
    {
        Step.To(Access.Read, owner, "reads", field, Footprint.OfRead(observed));
        return Volatile.Read(in location);
    }

    public static void Write(ref long location, long value, object? owner, string field)
    {
        Step.To(Access.Write, owner, "writes", field);
        Volatile.Write(ref location, value);
    }

    public static ulong Read(ref readonly ulong location, object? owner, string field)
    {
        Step.To(Access.Read, owner, "reads", field);
        return Volatile.Read(in location);
    }

    public static void Write(ref ulong location, ulong value, object? owner, string field)
    {
        Step.To(Access.Write, owner, "writes", field);
        Volatile.Write(ref location, value);
    }

    public static T Read<T>(ref readonly T location, object? owner, string field)
        where T : class?
    {
        Step.To(Access.Read, owner, "reads", field);
        return Volatile.Read(in location);
    }

    public static void Write<T>(ref T location, T value, object? owner, string field)
        where T : class?
    {
        Step.To(Access.Write, owner, "writes", field);
        Volatile.Write(ref location, value);
    }
}

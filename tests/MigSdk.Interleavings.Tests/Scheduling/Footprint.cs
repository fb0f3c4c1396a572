using System.Numerics;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// Which aspects of a thing an operation has looked at and which it has changed. Of a word the aspects are its lower bits, the
/// upper ones together, and whether it is zero; all else has one.
/// </summary>
/// <remarks>
/// Two events of which neither changes what the other looks at or changes may come in any order. So a flag that one actor sets
/// does not concern another that looks at the next flag of the same word.
/// </remarks>
internal readonly record struct Footprint(uint Looks, uint Changes)
{
    private const int LowerBits = 16;
    private const uint Upper = 1u << LowerBits;
    private const uint Zero = Upper << 1;
    private const uint All = uint.MaxValue;

    internal static Footprint Of(Access access) => new(
        access is Access.Read or Access.Both ? All : 0, access is Access.Write or Access.Both ? All : 0);

    /// <summary>A word was read and only these bits are looked at.</summary>
    internal static Footprint OfRead(ulong observed) => new(observed == ulong.MaxValue ? All : Fold(observed), 0);

    /// <summary>A word had the value that was expected: all of it was looked at, and what differs was changed.</summary>
    internal static Footprint OfExchange(long old, long value) =>
        new(All, Fold((ulong)(old ^ value)) | ((old == 0) != (value == 0) ? Zero : 0));

    /// <summary>
    /// A word had another value than was expected, and nothing is looked at but that: one bit that differs is reason enough, or
    /// that it was not zero.
    /// </summary>
    internal static Footprint OfMismatch(long expected, long seen)
    {
        uint differs = Fold((ulong)(expected ^ seen));
        return new(expected == 0 ? Zero : 1u << BitOperations.TrailingZeroCount(differs), 0);
    }

    /// <summary>Bits were cleared, whatever they were.</summary>
    internal static Footprint OfClear(ulong bits) => new(0, Fold(bits) | Zero);

    internal bool IsDependentOn(Footprint other) =>
        (Looks & other.Changes) != 0 || (Changes & (other.Looks | other.Changes)) != 0;

    private static uint Fold(ulong bits) => (uint)(bits & (Upper - 1)) | (bits >> LowerBits != 0 ? Upper : 0);
}

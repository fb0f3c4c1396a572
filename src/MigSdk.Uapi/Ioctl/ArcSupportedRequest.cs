using System;
using System.Runtime.CompilerServices;

namespace MigSdk.Uapi;

/// <summary><c>VFIO_DEVICE_MIG_ARC_SUPPORTED</c> for a driver of any spec.</summary>
public static class ArcSupportedRequest
{
    /// <summary>Answers the request.</summary>
    /// <typeparam name="TDriver">The driver's class.</typeparam>
    /// <typeparam name="TState">The enum that is its spec; the numbers in the argument are its values.</typeparam>
    /// <param name="argument">The argument's memory (<see cref="MigArcSupported"/>).</param>
    /// <returns>
    /// <see cref="Errno.None"/> where the transition is supported; EOPNOTSUPP where it is not, numbers that no state has
    /// among them; EFAULT where the argument is shorter than 12 bytes; EINVAL where its argsz is.
    /// </returns>
    public static Errno Answer<TDriver, TState>(ReadOnlySpan<byte> argument)
        where TDriver : IStateMachineDriver<TState>
        where TState : struct, Enum
    {
        if (argument.Length < MigArcSupported.MinimumSize)
            return Errno.EFAULT;
        Span<byte> whole = stackalloc byte[Argument.SizeOf<MigArcSupported>()];
        argument[..MigArcSupported.MinimumSize].CopyTo(whole);
        Argument.TryRead(whole, out MigArcSupported asked);
        if (asked.Argsz < MigArcSupported.MinimumSize)
            return Errno.EINVAL;
        return TryState(asked.From, out TState from) && TryState(asked.To, out TState to) && TDriver.ArcSupported(from, to)
            ? Errno.None
            : Errno.EOPNOTSUPP;
    }

    // A number that does not fit into the enum is that of no state; cutting it off could make it one.
    private static bool TryState<TState>(uint number, out TState state)
        where TState : struct, Enum
    {
        state = default;
        switch (Unsafe.SizeOf<TState>())
        {
            case sizeof(byte) when number <= byte.MaxValue:
                state = Unsafe.BitCast<byte, TState>((byte)number);
                return true;
            case sizeof(ushort) when number <= ushort.MaxValue:
                state = Unsafe.BitCast<ushort, TState>((ushort)number);
                return true;
            case sizeof(uint):
                state = Unsafe.BitCast<uint, TState>(number);
                return true;
            case sizeof(ulong):
                state = Unsafe.BitCast<ulong, TState>(number);
                return true;
            default:
                return false;
        }
    }
}

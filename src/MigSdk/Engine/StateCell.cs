using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MigSdk.Engine;

/// <summary>A state that any thread reads and one writes: <c>volatile</c> for an enum of any size.</summary>
internal struct StateCell<TState>(TState initial)
    where TState : struct, Enum
{
    private TState _state = initial;

    internal TState Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get
        {
            ref TState state = ref Unsafe.AsRef(in _state);
            // The sizes are constants to the compiler: one of these is left.
            return Unsafe.SizeOf<TState>() switch
            {
                1 => Unsafe.BitCast<byte, TState>(Volatile.Read(ref Unsafe.As<TState, byte>(ref state))),
                2 => Unsafe.BitCast<ushort, TState>(Volatile.Read(ref Unsafe.As<TState, ushort>(ref state))),
                4 => Unsafe.BitCast<uint, TState>(Volatile.Read(ref Unsafe.As<TState, uint>(ref state))),
                _ => Unsafe.BitCast<ulong, TState>(Volatile.Read(ref Unsafe.As<TState, ulong>(ref state))),
            };
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            switch (Unsafe.SizeOf<TState>())
            {
                case 1:
                    Volatile.Write(ref Unsafe.As<TState, byte>(ref _state), Unsafe.BitCast<TState, byte>(value));
                    break;
                case 2:
                    Volatile.Write(ref Unsafe.As<TState, ushort>(ref _state), Unsafe.BitCast<TState, ushort>(value));
                    break;
                case 4:
                    Volatile.Write(ref Unsafe.As<TState, uint>(ref _state), Unsafe.BitCast<TState, uint>(value));
                    break;
                default:
                    Volatile.Write(ref Unsafe.As<TState, ulong>(ref _state), Unsafe.BitCast<TState, ulong>(value));
                    break;
            }
        }
    }
}

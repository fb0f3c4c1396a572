using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MigSdk.VfioUser;

/// <summary>A part of a register map.</summary>
internal abstract class RegisterSlot(ulong offset, ulong length, string name)
{
    internal ulong Offset { get; } = offset;

    internal ulong Length { get; } = length;

    internal ulong End => Offset + Length;

    internal string Name { get; } = name;

    /// <summary>Reads a part of it.</summary>
    internal abstract void Read(ulong offset, Span<byte> destination);

    /// <summary>Writes a part of it.</summary>
    internal abstract void Write(ulong offset, ReadOnlySpan<byte> source);
}

/// <summary>A register that the device's handlers stand behind.</summary>
internal sealed class RegisterSlot<T>(ulong offset, string name, Func<T>? read, Action<T>? write)
    : RegisterSlot(offset, (ulong)Unsafe.SizeOf<T>(), name)
    where T : unmanaged
{
    internal override void Read(ulong offset, Span<byte> destination)
    {
        T value = read is null ? default : read();
        MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).Slice((int)offset, destination.Length).CopyTo(destination);
    }

    internal override void Write(ulong offset, ReadOnlySpan<byte> source)
    {
        if (write is null)
            return;
        // The bytes that a narrower write leaves out stay what they are.
        T value = source.Length == Unsafe.SizeOf<T>() || read is null ? default : read();
        source.CopyTo(MemoryMarshal.AsBytes(new Span<T>(ref value))[(int)offset..]);
        write(value);
    }
}

/// <summary>A part whose bytes the device's handlers see as they come.</summary>
internal sealed class BlockSlot(ulong offset, ulong length, string name, RegionReader? read, RegionWriter? write)
    : RegisterSlot(offset, length, name)
{
    internal override void Read(ulong offset, Span<byte> destination)
    {
        destination.Clear();
        read?.Invoke(offset, destination);
    }

    internal override void Write(ulong offset, ReadOnlySpan<byte> source) => write?.Invoke(offset, source);
}

/// <summary>A part that only keeps what is written.</summary>
internal sealed class StorageSlot(ulong offset, byte[] bytes, string name)
    : RegisterSlot(offset, (ulong)bytes.Length, name)
{
    internal override void Read(ulong offset, Span<byte> destination) =>
        bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);

    internal override void Write(ulong offset, ReadOnlySpan<byte> source) => source.CopyTo(bytes.AsSpan((int)offset));
}

/// <summary>A part that is shared memory.</summary>
internal sealed class SharedSlot(ulong offset, SharedMemory memory, string name)
    : RegisterSlot(offset, memory.Length, name)
{
    internal override void Read(ulong offset, Span<byte> destination) =>
        memory.Slice(offset, destination.Length).CopyTo(destination);

    internal override void Write(ulong offset, ReadOnlySpan<byte> source) =>
        source.CopyTo(memory.Slice(offset, source.Length));
}

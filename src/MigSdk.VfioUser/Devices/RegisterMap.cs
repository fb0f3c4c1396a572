using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MigSdk.VfioUser;

/// <summary>The registers of a BAR.</summary>
/// <remarks>
/// <para>
/// Handlers are called one at a time. What a handler throws becomes the errno of the access:
/// a <see cref="MigrationException"/> its own, anything else EIO.
/// </para>
/// <para>
/// An access of another width than a register's is carried out as well: one that covers several registers goes to each of
/// them, one that is narrower reads its part, or is put together with what the register's <c>read</c> gives and written.
/// Where there is no register zeros are read and writes have no effect.
/// </para>
/// </remarks>
public sealed class RegisterMap
{
    private readonly List<RegisterSlot> _slots = [];
    private readonly ulong _size;
    private RegisterSlot? _latest;

    internal RegisterMap(ulong size) => _size = size;

    /// <summary>Adds a register.</summary>
    /// <typeparam name="T">
    /// <see cref="byte"/>, <see cref="ushort"/>, <see cref="uint"/> or <see cref="ulong"/>: its width.
    /// </typeparam>
    /// <param name="offset">Where it is in the BAR, in bytes.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="read">Gives its value; null where it reads as 0.</param>
    /// <param name="write">Takes a new value; null where writes have no effect.</param>
    /// <returns>This map.</returns>
    /// <exception cref="ArgumentException">
    /// It overlaps another register, is not in the BAR, or has another type.
    /// </exception>
    public RegisterMap Register<T>(ulong offset, string name, Func<T>? read = null, Action<T>? write = null)
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(ushort) && typeof(T) != typeof(uint) && typeof(T) != typeof(ulong))
        {
            throw new ArgumentException(
                $"The register '{name}' is a byte, ushort, uint or ulong, not a {typeof(T).Name}.", nameof(T));
        }

        Add(new RegisterSlot<T>(offset, name, read, write));
        return this;
    }

    /// <summary>Adds a part whose accesses the device takes as bytes.</summary>
    /// <param name="offset">Where it begins in the BAR, in bytes.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="read">Answers reads; null where they give zeros.</param>
    /// <param name="write">Takes writes; null where they have no effect.</param>
    /// <returns>This map.</returns>
    /// <exception cref="ArgumentException">It overlaps another part or is not in the BAR.</exception>
    public RegisterMap Block(ulong offset, ulong length, string name, RegionReader? read = null, RegionWriter? write = null)
    {
        Add(new BlockSlot(offset, length, name, read, write));
        return this;
    }

    /// <summary>Adds a part that keeps what is written and does nothing else.</summary>
    /// <param name="offset">Where it begins in the BAR, in bytes.</param>
    /// <param name="bytes">What is in it; writes go here. Its length is that of the part.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>This map.</returns>
    /// <exception cref="ArgumentException">It overlaps another part or is not in the BAR.</exception>
    public RegisterMap Storage(ulong offset, byte[] bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Add(new StorageSlot(offset, bytes, name));
        return this;
    }

    internal void Add(RegisterSlot slot)
    {
        ArgumentNullException.ThrowIfNull(slot.Name, "name");
        if (slot.Length == 0 || slot.Offset > _size || slot.Length > _size - slot.Offset)
        {
            throw new ArgumentException(
                $"'{slot.Name}' (0x{slot.Length:x} bytes at 0x{slot.Offset:x}) is not in the BAR, which has 0x{_size:x} bytes.");
        }

        int index = FirstEndingAbove(slot.Offset);
        if (index < _slots.Count && _slots[index].Offset < slot.End)
        {
            RegisterSlot other = _slots[index];
            throw new ArgumentException(
                $"'{slot.Name}' at 0x{slot.Offset:x} overlaps '{other.Name}' at 0x{other.Offset:x}.");
        }

        _slots.Insert(index, slot);
    }

    internal void Read(ulong offset, Span<byte> destination)
    {
        if (TryGetWhole(offset, destination.Length, out RegisterSlot? whole))
        {
            whole.Read(offset - whole.Offset, destination);
            return;
        }

        destination.Clear();
        ulong end = offset + (ulong)destination.Length;
        for (int index = FirstEndingAbove(offset); index < _slots.Count && _slots[index].Offset < end; index++)
        {
            RegisterSlot slot = _slots[index];
            ulong first = Math.Max(offset, slot.Offset);
            int length = (int)(Math.Min(end, slot.End) - first);
            slot.Read(first - slot.Offset, destination.Slice((int)(first - offset), length));
        }
    }

    internal void Write(ulong offset, ReadOnlySpan<byte> source)
    {
        if (TryGetWhole(offset, source.Length, out RegisterSlot? whole))
        {
            whole.Write(offset - whole.Offset, source);
            return;
        }

        ulong end = offset + (ulong)source.Length;
        for (int index = FirstEndingAbove(offset); index < _slots.Count && _slots[index].Offset < end; index++)
        {
            RegisterSlot slot = _slots[index];
            ulong first = Math.Max(offset, slot.Offset);
            int length = (int)(Math.Min(end, slot.End) - first);
            slot.Write(first - slot.Offset, source.Slice((int)(first - offset), length));
        }
    }

    // Drivers poll: most accesses are to the register of the one before.
    private bool TryGetWhole(ulong offset, int length, [NotNullWhen(true)] out RegisterSlot? slot)
    {
        slot = _latest;
        if (slot is not null && IsIn(slot, offset, length))
            return true;
        int index = FirstEndingAbove(offset);
        slot = index < _slots.Count && IsIn(_slots[index], offset, length) ? _slots[index] : null;
        if (slot is null)
            return false;
        _latest = slot;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsIn(RegisterSlot slot, ulong offset, int length) =>
        offset >= slot.Offset && offset + (ulong)length <= slot.End;

    private int FirstEndingAbove(ulong offset)
    {
        int low = 0;
        int high = _slots.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_slots[middle].End <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

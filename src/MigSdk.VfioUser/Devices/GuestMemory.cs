using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace MigSdk.VfioUser;

/// <summary>The memory that a guest has given to a device for DMA, by its DMA addresses.</summary>
/// <remarks>
/// <para>
/// Whether the client has shared it or it is reached by messages makes no difference here, except in speed. All members
/// may be called from any thread, also from inside a register's handler, and check their bounds. Without a client there is
/// no memory, and every access fails with EFAULT.
/// </para>
/// <para>What is written here is logged for hosts that track dirty pages.</para>
/// </remarks>
public sealed class GuestMemory
{
    private static readonly TimeSpan UseTime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<DmaMapping> _mappings = [];

    internal GuestMemory()
    {
    }

    /// <summary>The log of what the device writes.</summary>
    internal DirtyPages Dirty { get; } = new();

    /// <summary>How many ranges of guest memory there are.</summary>
    public int RangeCount
    {
        get
        {
            lock (_lock)
                return _mappings.Count;
        }
    }

    /// <summary>Copies guest memory.</summary>
    /// <param name="address">The first DMA address.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="MigrationException">
    /// EFAULT where not all of it is guest memory; EPERM where the device may not read it; the client's errno; ECONNRESET
    /// where the client is gone.
    /// </exception>
    public void Read(ulong address, Span<byte> destination) => Read(address, destination, byMessage: false);

    /// <summary>Copies guest memory by DMA_READ messages, also where the client has shared it.</summary>
    /// <remarks>
    /// For a device whose accesses the client shall see. <see cref="Read(ulong, Span{byte})"/> is faster.
    /// </remarks>
    /// <param name="address">The first DMA address.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="MigrationException">As for <see cref="Read(ulong, Span{byte})"/>.</exception>
    public void ReadByMessage(ulong address, Span<byte> destination) => Read(address, destination, byMessage: true);

    /// <summary>Reads a value of a fixed size, in the guest's byte order (little-endian).</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="address">Its DMA address.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MigrationException">As for <see cref="Read(ulong, Span{byte})"/>.</exception>
    public T Read<T>(ulong address)
        where T : unmanaged
    {
        T value = default;
        Read(address, MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    /// <summary>Copies into guest memory.</summary>
    /// <param name="address">The first DMA address.</param>
    /// <param name="source">What to copy.</param>
    /// <exception cref="MigrationException">
    /// EFAULT where not all of it is guest memory, EPERM where the device may not write it; then nothing is written. The
    /// client's errno; ECONNRESET where the client is gone.
    /// </exception>
    public void Write(ulong address, ReadOnlySpan<byte> source) => Write(address, source, byMessage: false);

    /// <summary>Copies into guest memory by DMA_WRITE messages, also where the client has shared it.</summary>
    /// <remarks>
    /// For a device whose accesses the client shall see. <see cref="Write(ulong, ReadOnlySpan{byte})"/> is faster.
    /// </remarks>
    /// <param name="address">The first DMA address.</param>
    /// <param name="source">What to copy.</param>
    /// <exception cref="MigrationException">As for <see cref="Write(ulong, ReadOnlySpan{byte})"/>.</exception>
    public void WriteByMessage(ulong address, ReadOnlySpan<byte> source) => Write(address, source, byMessage: true);

    /// <summary>Writes a value of a fixed size, in the guest's byte order (little-endian).</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="address">Its DMA address.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="MigrationException">As for <see cref="Write(ulong, ReadOnlySpan{byte})"/>.</exception>
    public void Write<T>(ulong address, T value)
        where T : unmanaged => Write(address, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>
    /// Borrows guest memory as a span: the memory itself where the client has shared it, else a copy, which is written
    /// back when it is given back.
    /// </summary>
    /// <param name="address">The first DMA address.</param>
    /// <param name="length">The length in bytes; at least 0.</param>
    /// <param name="access">
    /// What it is for. For <see cref="GuestAccess.Write"/> alone a copy does not begin with what is there.
    /// </param>
    /// <returns>The span, to be given back by <c>using</c>; until then the client cannot take the memory away.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="MigrationException">
    /// As for <see cref="Read(ulong, Span{byte})"/> and <see cref="Write(ulong, ReadOnlySpan{byte})"/>.
    /// </exception>
    public GuestSpan Rent(ulong address, int length, GuestAccess access)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
            return default;
        DmaMapping mapping = Use(address, access, length, out int inFirst);
        if (mapping.IsDirect && inFirst == length)
            return new GuestSpan(this, address, mapping.Slice(address, length), access, mapping);

        mapping.EndUse();
        byte[] copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (access.HasFlag(GuestAccess.Read))
                Read(address, copy.AsSpan(0, length));
            else
                copy.AsSpan(0, length).Clear();
            return new GuestSpan(this, address, copy.AsSpan(0, length), access, copy);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(copy);
            throw;
        }
    }

    /// <summary>Whether a device can do something with all of a range.</summary>
    /// <param name="address">The first DMA address.</param>
    /// <param name="length">The length in bytes.</param>
    /// <param name="access">What the device would do.</param>
    /// <returns>Whether it is guest memory throughout, and open for that.</returns>
    public bool IsAccessible(ulong address, int length, GuestAccess access)
    {
        return Judge(address, length, access) == Errno.None;
    }

    /// <summary>Adds a range.</summary>
    /// <exception cref="MigrationException">EEXIST where it overlaps another.</exception>
    internal void Map(DmaMapping mapping)
    {
        lock (_lock)
        {
            int index = FirstAtOrAbove(mapping.Address);
            bool overlaps = (index < _mappings.Count && _mappings[index].Address <= mapping.Last)
                || (index > 0 && _mappings[index - 1].Last >= mapping.Address);
            if (overlaps)
                throw new MigrationException(Errno.EEXIST, $"The range at 0x{mapping.Address:x} overlaps one that is there.");
            _mappings.Insert(index, mapping);
        }
    }

    /// <summary>Takes a range away, and waits for those who use it.</summary>
    /// <exception cref="MigrationException">ENOENT where there is no range with exactly these ends.</exception>
    internal void Unmap(ulong address, ulong length)
    {
        DmaMapping mapping;
        lock (_lock)
        {
            int index = FirstAtOrAbove(address);
            if (index == _mappings.Count || _mappings[index].Address != address || _mappings[index].Length != length)
                throw new MigrationException(Errno.ENOENT, $"There is no range at 0x{address:x} of 0x{length:x} bytes.");
            mapping = _mappings[index];
            _mappings.RemoveAt(index);
        }

        mapping.WaitForUses(UseTime);
        mapping.Dispose();
    }

    /// <summary>Takes every range away; who still uses one keeps it until they are done.</summary>
    internal void UnmapAll()
    {
        DmaMapping[] gone;
        lock (_lock)
        {
            gone = [.. _mappings];
            _mappings.Clear();
        }

        foreach (DmaMapping mapping in gone)
            mapping.Dispose();
    }

    private void Read(ulong address, Span<byte> destination, bool byMessage)
    {
        CheckEnd(address, destination.Length);
        while (!destination.IsEmpty)
        {
            DmaMapping mapping = Use(address, GuestAccess.Read, destination.Length, out int length);
            try
            {
                mapping.Read(address, destination[..length], byMessage);
            }
            finally
            {
                mapping.EndUse();
            }

            destination = destination[length..];
            address += (ulong)length;
        }
    }

    private void Write(ulong address, ReadOnlySpan<byte> source, bool byMessage)
    {
        CheckEnd(address, source.Length);
        while (!source.IsEmpty)
        {
            DmaMapping mapping = Use(address, GuestAccess.Write, source.Length, out int length);
            try
            {
                mapping.Write(address, source[..length], byMessage);
            }
            finally
            {
                mapping.EndUse();
                // After the write: a report in between must not take the page for clean.
                Dirty.Mark(address, (ulong)length);
            }

            source = source[length..];
            address += (ulong)length;
        }
    }

    private DmaMapping Use(ulong address, GuestAccess access, int wanted, out int length)
    {
        lock (_lock)
        {
            DmaMapping mapping = Find(address)
                ?? throw new MigrationException(Errno.EFAULT, $"There is no guest memory at 0x{address:x}.");
            if ((mapping.Access & access) != access)
                throw new MigrationException(Errno.EPERM, $"The guest memory at 0x{address:x} is not open for {access}.");
            length = (int)Math.Min((ulong)wanted - 1, mapping.Last - address) + 1;
            // What does not end in this range is looked at as a whole: nothing is done by halves.
            if (length < wanted)
                Check(address, wanted, access);
            mapping.BeginUse();
            return mapping;
        }
    }

    // Addresses do not go on at 0.
    private static void CheckEnd(ulong address, int length)
    {
        if (length > 0 && (ulong)length - 1 > ulong.MaxValue - address)
            throw new MigrationException(Errno.EFAULT, $"0x{length:x} bytes at 0x{address:x} end above the last address.");
    }

    private void Check(ulong address, int length, GuestAccess access)
    {
        Errno errno = Judge(address, length, access);
        if (errno != Errno.None)
        {
            throw new MigrationException(
                errno, $"Not all of 0x{length:x} bytes at 0x{address:x} is guest memory that is open for {access}.");
        }
    }

    private Errno Judge(ulong address, int length, GuestAccess access)
    {
        if (length > 0 && (ulong)length - 1 > ulong.MaxValue - address)
            return Errno.EFAULT;
        lock (_lock)
        {
            while (length > 0)
            {
                if (Find(address) is not { } mapping)
                    return Errno.EFAULT;
                if ((mapping.Access & access) != access)
                    return Errno.EPERM;
                ulong rest = mapping.Last - address;
                if (rest >= (ulong)length - 1)
                    break;
                length -= (int)rest + 1;
                address += rest + 1;
            }

            return Errno.None;
        }
    }

    private DmaMapping? Find(ulong address)
    {
        int index = FirstAtOrAbove(address);
        if (index < _mappings.Count && _mappings[index].Address == address)
            return _mappings[index];
        return index > 0 && _mappings[index - 1].Last >= address ? _mappings[index - 1] : null;
    }

    private int FirstAtOrAbove(ulong address)
    {
        int low = 0;
        int high = _mappings.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_mappings[middle].Address < address)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

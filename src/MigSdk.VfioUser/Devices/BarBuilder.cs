using System;
using System.Collections.Generic;
using Microsoft.Win32.SafeHandles;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>A BAR of a device that is being built.</summary>
public sealed class BarBuilder
{
    private readonly List<SharedMemory> _shared = [];
    private SafeFileHandle? _file;

    internal BarBuilder(int index, ulong size, bool isIo, bool is64Bit, bool isPrefetchable)
    {
        Index = index;
        Size = size;
        IsIo = isIo;
        Is64Bit = is64Bit;
        IsPrefetchable = isPrefetchable;
        Registers = new RegisterMap(size);
    }

    /// <summary>Which BAR it is, 0 to 5.</summary>
    public int Index { get; }

    /// <summary>Its size in bytes.</summary>
    public ulong Size { get; }

    /// <summary>Its registers.</summary>
    public RegisterMap Registers { get; }

    internal bool IsIo { get; }

    internal bool Is64Bit { get; }

    internal bool IsPrefetchable { get; }

    /// <summary>Makes a part of the BAR memory that the client can map.</summary>
    /// <param name="offset">Where it begins, in bytes: a multiple of the page size.</param>
    /// <param name="length">Its length in bytes: a multiple of the page size.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>The memory, of zeros.</returns>
    /// <exception cref="ArgumentException">It is not aligned, not in the BAR, or overlaps registers.</exception>
    /// <exception cref="InvalidOperationException">The BAR is in I/O space, which cannot be mapped.</exception>
    /// <exception cref="MigrationException">There is not so much memory: the kernel's errno.</exception>
    public SharedMemory Share(ulong offset, ulong length, string name)
    {
        ulong page = (ulong)Environment.SystemPageSize;
        if (IsIo)
            throw new InvalidOperationException($"BAR {Index} is in I/O space: '{name}' cannot be mapped.");
        if (offset % page != 0 || length % page != 0 || length == 0 || offset > Size || length > Size - offset)
        {
            throw new ArgumentException(
                $"'{name}' (0x{length:x} bytes at 0x{offset:x}) must consist of whole pages of 0x{page:x} bytes in BAR {Index}.");
        }

        _file ??= SharedFile.Create($"bar{Index}", Size);
        var memory = new SharedMemory(MemoryMapping.Create(_file, offset, length, isWritable: true), offset);
        Registers.Add(new SharedSlot(offset, memory, name));
        _shared.Add(memory);
        return memory;
    }

    internal DeviceRegion Build()
    {
        SparseMmapArea[] areas = [.. _shared.ConvertAll(memory => new SparseMmapArea(memory.Offset, memory.Length))];
        Array.Sort(areas, (a, b) => a.Offset.CompareTo(b.Offset));
        return new BarRegion(Size, Registers, _file, areas);
    }
}

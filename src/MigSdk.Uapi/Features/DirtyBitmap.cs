using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>A part of memory and a bit for each of its pages. Bits are only ever set.</summary>
public readonly ref struct DirtyBitmap
{
    private readonly Span<byte> _bits;
    private readonly int _pageShift;

    /// <summary>Lays a bitmap over a part of memory.</summary>
    /// <param name="iova">The first address; bit 0 of the first word is the page that begins there.</param>
    /// <param name="length">The length in bytes; at least 1.</param>
    /// <param name="pageSize">How many bytes a bit stands for: a power of two.</param>
    /// <param name="bits">The bits, in words of 64; at least <see cref="SizeFor"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="bits"/> is too short, or <paramref name="pageSize"/> is no power of two.</exception>
    public DirtyBitmap(ulong iova, ulong length, ulong pageSize, Span<byte> bits)
    {
        if (!BitOperations.IsPow2(pageSize))
            throw new ArgumentException("The page size must be a power of two.", nameof(pageSize));
        if ((ulong)bits.Length < SizeFor(length, pageSize))
            throw new ArgumentException("The bitmap is too short for the range.", nameof(bits));
        Iova = iova;
        Length = length;
        _bits = bits;
        _pageShift = BitOperations.TrailingZeroCount(pageSize);
    }

    /// <summary>The first address.</summary>
    public ulong Iova { get; }

    /// <summary>The length in bytes.</summary>
    public ulong Length { get; }

    /// <summary>How many bytes a bit stands for.</summary>
    public ulong PageSize => 1UL << _pageShift;

    /// <summary>The size of the bitmap for a range, in bytes: whole words of 64 bits.</summary>
    /// <param name="length">The range's length in bytes.</param>
    /// <param name="pageSize">How many bytes a bit stands for: a power of two.</param>
    /// <returns>The size in bytes.</returns>
    public static ulong SizeFor(ulong length, ulong pageSize)
    {
        int shift = BitOperations.TrailingZeroCount(pageSize);
        ulong pages = (length >> shift) + ((length & (pageSize - 1)) == 0 ? 0UL : 1);
        return ((pages >> 6) + ((pages & 63) == 0 ? 0UL : 1)) * sizeof(ulong);
    }

    /// <summary>Marks every page that a range touches. What lies outside this part of memory is ignored.</summary>
    /// <param name="iova">The first address.</param>
    /// <param name="length">The length in bytes; 0 marks nothing.</param>
    public void Mark(ulong iova, ulong length)
    {
        UInt128 first = UInt128.Max(iova, Iova);
        UInt128 end = UInt128.Min((UInt128)iova + length, (UInt128)Iova + Length);
        if (first >= end)
            return;
        ulong lastPage = (ulong)(end - 1 - Iova) >> _pageShift;
        for (ulong page = (ulong)(first - Iova) >> _pageShift; page <= lastPage; page++)
            Mark(page);
    }

    /// <summary>Whether the page of an address is marked.</summary>
    /// <param name="iova">An address in this part of memory.</param>
    /// <returns>Whether it is; false for addresses outside.</returns>
    public bool IsMarked(ulong iova)
    {
        if (iova < Iova || iova - Iova >= Length)
            return false;
        ulong page = (iova - Iova) >> _pageShift;
        return (Word(page) & (1UL << (int)(page & 63))) != 0;
    }

    // The words are in the machine's own byte order, as the uAPI has them.
    private void Mark(ulong page)
    {
        ulong word = Word(page) | (1UL << (int)(page & 63));
        MemoryMarshal.Write(_bits[((int)(page >> 6) * sizeof(ulong))..], word);
    }

    private ulong Word(ulong page) => MemoryMarshal.Read<ulong>(_bits[((int)(page >> 6) * sizeof(ulong))..]);
}

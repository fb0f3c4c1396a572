using System;
using System.Linq;
using Xunit;

namespace MigSdk.Uapi.Tests;

/// <summary>A bit for each page, in words of 64.</summary>
public sealed class DirtyBitmapTests
{
    [Theory]
    [InlineData(1UL, 8UL)]
    [InlineData(0x1000UL, 8UL)]
    [InlineData(0x40000UL, 8UL)]
    [InlineData(0x40001UL, 16UL)]
    [InlineData(ulong.MaxValue, 1UL << 49)]
    public void The_size_is_whole_words(ulong length, ulong size) => Assert.Equal(size, DirtyBitmap.SizeFor(length, 0x1000));

    [Theory]
    [InlineData(0x10000UL, 1UL, "0100000000000000")]
    [InlineData(0x10FFFUL, 2UL, "0300000000000000")]
    [InlineData(0x11000UL, 0x1000UL, "0200000000000000")]
    [InlineData(0x10000UL, 0UL, "0000000000000000")]
    [InlineData(0xF000UL, 0x1000UL, "0000000000000000")]
    [InlineData(0xF000UL, 0x1001UL, "0100000000000000")]
    [InlineData(0x4F000UL, 0x100000UL, "0000000000000080")]
    [InlineData(0UL, ulong.MaxValue, "ffffffffffffffff")]
    [InlineData(ulong.MaxValue, ulong.MaxValue, "0000000000000000")]
    public void Every_page_that_a_range_touches_is_marked_and_none_outside(ulong iova, ulong length, string bits)
    {
        byte[] bytes = new byte[8];
        new DirtyBitmap(0x10000, 0x40000, 0x1000, bytes).Mark(iova, length);

        Assert.Equal(bits, Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Marks_are_only_ever_added_and_can_be_looked_up()
    {
        byte[] bytes = [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        DirtyBitmap dirty = new(0, 100 * 0x1000, 0x1000, bytes);
        dirty.Mark(0x40000, 1);

        Assert.Equal([0x80, 0, 0, 0, 0, 0, 0, 0, 1], bytes.Take(9));
        Assert.True(dirty.IsMarked(0x7FFF));
        Assert.True(dirty.IsMarked(0x40FFF));
        Assert.False(dirty.IsMarked(0x41000));
        Assert.False(dirty.IsMarked(100 * 0x1000));
    }

    [Fact]
    public void Memory_up_to_the_last_address_can_be_asked_about()
    {
        byte[] bytes = new byte[8];
        new DirtyBitmap(ulong.MaxValue - 0xFFF, 0x1000, 0x1000, bytes).Mark(ulong.MaxValue, 1);

        Assert.Equal(1, bytes[0]);
    }

    [Fact]
    public void A_bitmap_that_is_too_short_or_has_no_page_size_is_refused()
    {
        Assert.Throws<ArgumentException>("bits", () => new DirtyBitmap(0, 0x40001, 0x1000, new byte[8]).Length);
        Assert.Throws<ArgumentException>("pageSize", () => new DirtyBitmap(0, 1, 3, new byte[8]).Length);
        Assert.Throws<ArgumentException>("pageSize", () => new DirtyBitmap(0, 1, 0, new byte[8]).Length);
    }
}

using System;
using System.Linq;
using MigSdk.Uapi;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class DirtyPagesTests
{
    private readonly DirtyPages _dirty = new();

    [Fact]
    public void Nothing_is_noted_before_the_start_and_after_the_stop()
    {
        _dirty.Mark(0, 100);
        _dirty.Start(0, []);
        Assert.Empty(Report(0, 0x10000));
        _dirty.Mark(0, 100);
        _dirty.Stop();
        _dirty.Start(0, []);
        Assert.Empty(Report(0, 0x10000));
    }

    [Fact]
    public void A_page_that_is_asked_about_in_part_stays_dirty_for_the_rest()
    {
        _dirty.Start(0, []);
        _dirty.Mark(0x1800, 1);
        Assert.Equal([0UL], Report(0x1800, 0x800));
        Assert.Equal([0UL], Report(0x1000, 0x1000));
        Assert.Empty(Report(0x1000, 0x1000));
    }

    [Fact]
    public void The_top_of_the_addresses_is_noted()
    {
        _dirty.Start(0, []);
        _dirty.Mark(ulong.MaxValue, 1);
        Assert.Equal([15UL], Report(ulong.MaxValue - 0xFFFF, 0xFFFF));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_agrees_with_a_plain_list_of_pages(int seed)
    {
        var random = new Random(seed);
        var model = new bool[1 << 14];
        _dirty.Start(0, []);
        for (int round = 0; round < 200; round++)
        {
            ulong address = (ulong)random.NextInt64(0, (long)model.Length << 12);
            ulong length = (ulong)Math.Min(random.Next(1, 100_000), ((long)model.Length << 12) - (long)address);
            if (random.Next(4) != 0)
            {
                _dirty.Mark(address, length);
                for (ulong page = address >> 12; page <= (address + length - 1) >> 12; page++)
                    model[page] = true;
                continue;
            }

            ulong first = address >> 12;
            ulong count = (length >> 12) + 1;
            count = Math.Min(count, (ulong)model.Length - first);
            ulong[] expected = [.. Enumerable.Range(0, (int)count).Select(i => (ulong)i).Where(i => model[first + i])];
            Assert.Equal(expected, Report(first << 12, count << 12));
            model.AsSpan((int)first, (int)count).Clear();
        }
    }

    private ulong[] Report(ulong iova, ulong length)
    {
        byte[] bits = new byte[DirtyBitmap.SizeFor(length, 4096)];
        var bitmap = new DirtyBitmap(iova, length, 4096, bits);
        _dirty.ReadAndClear(bitmap);
        return [.. Enumerable.Range(0, bits.Length * 8).Where(i => (bits[i / 8] & (1 << (i % 8))) != 0).Select(i => (ulong)i)];
    }
}

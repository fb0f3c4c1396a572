using System;
using System.Collections.Generic;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class RegisterMapTests
{
    private readonly RegisterMap _map = new(0x100);
    private readonly List<string> _calls = [];
    private uint _wide = 0x44332211;

    public RegisterMapTests() => _map
        .Register<byte>(0, "A", read: () => 0xA1, write: value => _calls.Add($"A={value:x}"))
        .Register<byte>(1, "B", read: () => 0xB2, write: value => _calls.Add($"B={value:x}"))
        .Register<uint>(4, "WIDE", read: () => _wide, write: value => _wide = value)
        .Register<ushort>(8, "WRITE ONLY", write: value => _calls.Add($"W={value:x}"))
        .Block(0x10, 0x10, "BLOCK", (offset, destination) => destination[0] = (byte)offset, (offset, source) => _calls.Add($"{offset}:{source.Length}"));

    [Fact]
    public void An_access_that_covers_several_registers_goes_to_each_of_them()
    {
        byte[] bytes = new byte[8];
        _map.Read(0, bytes);
        Assert.Equal([0xA1, 0xB2, 0, 0, 0x11, 0x22, 0x33, 0x44], bytes);
        _map.Write(0, [1, 2, 3, 4]);
        Assert.Equal(["A=1", "B=2"], _calls);
    }

    [Fact]
    public void A_narrower_access_reads_and_changes_its_part()
    {
        byte[] bytes = new byte[2];
        _map.Read(5, bytes);
        Assert.Equal([0x22, 0x33], bytes);
        _map.Write(6, [0xEE]);
        Assert.Equal(0x44EE2211U, _wide);
        _map.Write(9, [0x55]);
        Assert.Equal(["W=5500"], _calls);
    }

    [Fact]
    public void Where_there_is_nothing_zeros_are_read_and_writes_have_no_effect()
    {
        byte[] bytes = [1, 2, 3];
        _map.Read(0x80, bytes);
        Assert.Equal([0, 0, 0], bytes);
        _map.Write(0x80, bytes);
        _map.Read(8, bytes.AsSpan(0, 2));
        Assert.Equal([0, 0, 0], bytes);
        Assert.Empty(_calls);
    }

    [Fact]
    public void A_block_sees_offsets_of_its_own_and_only_its_part()
    {
        byte[] bytes = new byte[0x20];
        _map.Read(0x08, bytes);
        Assert.Equal((0, 0), (bytes[8], bytes[9]));
        _map.Read(0x12, bytes);
        Assert.Equal((2, 0), (bytes[0], bytes[1]));
        _map.Write(0x1C, new byte[8]);
        Assert.Equal(["12:4"], _calls);
    }

    [Fact]
    public void Registers_that_overlap_or_are_not_in_the_BAR_are_named()
    {
        Assert.Contains("'C' at 0x3 overlaps 'WIDE' at 0x4", Assert.Throws<ArgumentException>(() => _map.Register<ushort>(3, "C")).Message);
        Assert.Contains("overlaps 'BLOCK'", Assert.Throws<ArgumentException>(() => _map.Register<byte>(0x1F, "C")).Message);
        Assert.Contains("not in the BAR", Assert.Throws<ArgumentException>(() => _map.Register<ulong>(0xF9, "C")).Message);
        Assert.Contains("not in the BAR", Assert.Throws<ArgumentException>(() => _map.Block(ulong.MaxValue, 2, "C")).Message);
        Assert.Contains("not a Single", Assert.Throws<ArgumentException>(() => _map.Register<float>(0x40, "C")).Message);
        _map.Register<ulong>(0xF8, "LAST");
    }
}

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class DmaTests : IAsyncLifetime
{
    private const DmaMapFlags Both = DmaMapFlags.Read | DmaMapFlags.Write;

    private readonly Board _board = new();
    private Served _served = null!;
    private RawClient _client = null!;

    private GuestMemory Memory => _board.Device.Memory;

    public Task InitializeAsync()
    {
        _served = Served.Start(_board.Device, options => options.MaxDmaMaps = 20);
        _client = _served.Connect();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _served.DisposeAsync();
    }

    [Fact]
    public void Ranges_that_overlap_are_EEXIST_and_those_that_touch_are_not()
    {
        Assert.Equal(Errno.None, Map(0x10000, 0x1000));
        Assert.Equal(Errno.EEXIST, Map(0x10000, 0x1000));
        Assert.Equal(Errno.EEXIST, Map(0xF000, 0x1001));
        Assert.Equal(Errno.EEXIST, Map(0x10FFF, 1));
        Assert.Equal(Errno.EEXIST, Map(0x10010, 1));
        Assert.Equal(Errno.EEXIST, Map(0, 0x100000));
        Assert.Equal(Errno.None, Map(0x11000, 0x1000));
        Assert.Equal(Errno.None, Map(0xF000, 0x1000));
        Assert.Equal(3, Memory.RangeCount);
    }

    [Fact]
    public void Ranges_that_make_no_sense_are_EINVAL()
    {
        Assert.Equal(Errno.EINVAL, Map(0x1000, 0));
        Assert.Equal(Errno.EINVAL, Map(ulong.MaxValue, 2));
        Assert.Equal(Errno.EINVAL, Map(0x1000, 0x1000, DmaMapFlags.None));
        Assert.Equal(Errno.EINVAL, Map(0x1000, 0x1000, (DmaMapFlags)4));
        Assert.Equal(Errno.EINVAL, _client.Ask(MessageCommand.DmaMap, new byte[31]).Errno);
        Assert.Equal(Errno.None, Map(ulong.MaxValue - 0xFFF, 0x1000));
        Assert.Equal(Errno.EFAULT, Assert.Throws<MigrationException>(() => Memory.Write(ulong.MaxValue, [1, 2])).Errno);
    }

    [Fact]
    public void The_reply_to_a_map_has_no_payload_and_that_to_an_unmap_has_the_request()
    {
        Assert.Empty(_client.Ask(MessageCommand.DmaMap, new DmaMap(32, Both, 0, 0x1000, 0x1000)).Payload);
        var unmap = new DmaUnmap(24, DmaUnmapFlags.None, 0x1000, 0x1000);
        Assert.Equal(RawClient.Bytes(unmap), _client.Ask(MessageCommand.DmaUnmap, unmap).Payload);
        Assert.Equal(0, Memory.RangeCount);
    }

    [Fact]
    public void Only_a_range_with_the_same_ends_is_unmapped()
    {
        Map(0x1000, 0x2000);
        Assert.Equal(Errno.ENOENT, Unmap(0x1000, 0x1000));
        Assert.Equal(Errno.ENOENT, Unmap(0x2000, 0x1000));
        Assert.Equal(Errno.ENOENT, Unmap(0x1000, 0x3000));
        Assert.Equal(Errno.None, Unmap(0x1000, 0x2000));
        Assert.Equal(Errno.ENOENT, Unmap(0x1000, 0x2000));
    }

    [Theory]
    [InlineData(2U)]
    [InlineData(4U)]
    public void Everything_is_unmapped_with_the_flag_of_either_client(uint flag)
    {
        Map(0x1000, 0x1000);
        Map(0x5000, 0x1000);
        Assert.Equal(Errno.EOPNOTSUPP, Unmap(0x1000, 0x1000, (DmaUnmapFlags)2));
        Assert.Equal(Errno.EOPNOTSUPP, Unmap(0x1000, 0x1000, (DmaUnmapFlags)1));
        Assert.Equal(Errno.EINVAL, Unmap(0x1000, 0x1000, (DmaUnmapFlags)8));
        Assert.Equal(2, Memory.RangeCount);
        Assert.Equal(Errno.None, Unmap(0, 0, (DmaUnmapFlags)flag));
        Assert.Equal(0, Memory.RangeCount);
    }

    [Fact]
    public void More_ranges_than_agreed_are_ENOSPC()
    {
        for (uint i = 0; i < 20; i++)
            Assert.Equal(Errno.None, Map(i * 0x1000, 0x1000));
        Assert.Equal(Errno.ENOSPC, Map(0x100000, 0x1000));
        Unmap(0, 0x1000);
        Assert.Equal(Errno.None, Map(0x100000, 0x1000));
    }

    [Fact]
    public void A_range_is_read_and_written_only_as_it_was_opened()
    {
        using SafeFileHandle file = SharedFile.Create("range", 0x2000);
        Map(0x1000, 0x1000, DmaMapFlags.Read, file);
        Map(0x2000, 0x1000, DmaMapFlags.Write, file, 0x1000);
        Memory.Read(0x1000, new byte[4]);
        Memory.Write(0x2000, [1]);
        Assert.Equal(Errno.EPERM, Assert.Throws<MigrationException>(() => Memory.Write(0x1000, [1])).Errno);
        Assert.Equal(Errno.EPERM, Assert.Throws<MigrationException>(() => Memory.Read(0x2000, new byte[1])).Errno);
        Assert.Equal(Errno.EPERM, Assert.Throws<MigrationException>(() => Memory.Read(0x1FFF, new byte[2])).Errno);
        Assert.Equal(Errno.EFAULT, Assert.Throws<MigrationException>(() => Memory.Read(0x3000, new byte[1])).Errno);
        Assert.Equal(Errno.EFAULT, Assert.Throws<MigrationException>(() => Memory.Read(0xFFF, new byte[2])).Errno);
        Assert.True(Memory.IsAccessible(0x1000, 0x1000, GuestAccess.Read));
        Assert.False(Memory.IsAccessible(0x1000, 0x1001, GuestAccess.Read));
        Assert.False(Memory.IsAccessible(0x1000, 1, GuestAccess.ReadWrite));
    }

    [Fact]
    public void An_access_may_go_over_several_ranges()
    {
        using SafeFileHandle file = SharedFile.Create("range", 0x3000);
        Map(0x10000, 0x1000, Both, file, 0x2000);
        Map(0x11000, 0x2000, Both, file);
        byte[] data = new byte[0x2000];
        new Random(1).NextBytes(data);
        Memory.Write(0x10800, data);
        byte[] back = new byte[data.Length];
        Memory.Read(0x10800, back);
        Assert.Equal(data, back);
        byte[] inFile = new byte[0x800];
        SharedFile.TryRead(file, 0x2800, inFile);
        Assert.Equal(data[..0x800], inFile);
        using (GuestSpan span = Memory.Rent(0x10FFE, 4, GuestAccess.ReadWrite))
        {
            Assert.Equal(data[0x7FE..0x802], span.Span.ToArray());
            span.Span.Fill(9);
        }

        Memory.Read(0x10FFE, back.AsSpan(0, 4));
        Assert.Equal([9, 9, 9, 9], back[..4]);
    }

    [Fact]
    public void A_span_is_the_memory_itself_where_the_client_shares_it()
    {
        using SafeFileHandle file = SharedFile.Create("range", 0x1000);
        Map(0x1000, 0x1000, Both, file);
        using GuestSpan span = Memory.Rent(0x1004, 4, GuestAccess.ReadWrite);
        SharedFile.TryWrite(file, 4, [1, 2, 3, 4]);
        Assert.Equal([1, 2, 3, 4], span.Span.ToArray());
    }

    [Fact]
    public void Memory_that_the_client_could_shorten_cannot_kill_the_server()
    {
        string path = Path.GetTempFileName();
        using (SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            File.Delete(path);
            RandomAccess.SetLength(file, 0x2000);
            RandomAccess.Write(file, [5, 6], 0x1000);
            Assert.Equal(Errno.None, Map(0x1000, 0x2000, Both, file));
            Assert.Equal(5, Memory.Read<byte>(0x2000));
            Memory.Write(0x2001, [7]);
            byte[] back = new byte[2];
            RandomAccess.Read(file, back, 0x1000);
            Assert.Equal([5, 7], back);
            RandomAccess.SetLength(file, 0x1000);
            Assert.Equal(Errno.EFAULT, Assert.Throws<MigrationException>(() => Memory.Read<byte>(0x2000)).Errno);
        }
    }

    [Fact]
    public void Descriptors_that_are_no_files_or_too_short_are_EINVAL()
    {
        using SafeFileHandle file = SharedFile.Create("range", 0x1000);
        using SafeFileHandle notAFile = EventDescriptor.Create();
        Assert.Equal(Errno.EINVAL, Map(0x1000, 0x1001, Both, file));
        Assert.Equal(Errno.EINVAL, Map(0x1000, 0x1000, Both, file, 1));
        Assert.Equal(Errno.EINVAL, Map(0x1000, 0x1000, Both, file, ulong.MaxValue));
        Assert.Equal(Errno.EINVAL, Map(0x1000, 0x1000, Both, notAFile));
        Assert.Equal(
            Errno.EINVAL,
            _client.Ask(MessageCommand.DmaMap, new DmaMap(32, Both, 0, 0x1000, 0x1000), default, file, file).Errno);
        Assert.Equal(0, Memory.RangeCount);
    }

    [Fact]
    public void An_offset_need_not_be_that_of_a_page()
    {
        using SafeFileHandle file = SharedFile.Create("range", 0x3000);
        SharedFile.TryWrite(file, 0x1234, [8]);
        Assert.Equal(Errno.None, Map(0x8000, 0x1000, Both, file, 0x1234));
        Assert.Equal(8, Memory.Read<byte>(0x8000));
    }

    [Fact]
    public async Task Who_uses_a_range_keeps_it_and_an_unmap_waits()
    {
        Task<Errno> unmap = UnmapInUse();
        Assert.Equal(Errno.None, await unmap.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(Errno.EFAULT, Assert.Throws<MigrationException>(() => Memory.Rent(0x1000, 8, GuestAccess.Read)).Errno);
    }

    private Task<Errno> UnmapInUse()
    {
        using SafeFileHandle file = SharedFile.Create("range", 0x1000);
        Map(0x1000, 0x1000, Both, file);
        using GuestSpan span = Memory.Rent(0x1000, 8, GuestAccess.Write);
        Task<Errno> unmap = Task.Run(() => Unmap(0x1000, 0x1000));
        Assert.True(SpinWait.SpinUntil(() => Memory.RangeCount == 0, TimeSpan.FromSeconds(20)));
        Assert.False(unmap.IsCompleted);
        span.Span.Fill(1);
        return unmap;
    }

    private Errno Map(
        ulong address, ulong length, DmaMapFlags flags = Both, SafeFileHandle? file = null, ulong offset = 0)
    {
        var map = new DmaMap(32, flags, offset, address, length);
        return (file is null ? _client.Ask(MessageCommand.DmaMap, map) : _client.Ask(MessageCommand.DmaMap, map, default, file)).Errno;
    }

    private Errno Unmap(ulong address, ulong length, DmaUnmapFlags flags = DmaUnmapFlags.None) =>
        _client.Ask(MessageCommand.DmaUnmap, new DmaUnmap(24, flags, address, length)).Errno;
}

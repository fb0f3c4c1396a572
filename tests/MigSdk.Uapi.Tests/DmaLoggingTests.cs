using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.Uapi.FeatureOperations;

namespace MigSdk.Uapi.Tests;

/// <summary>DMA logging as ioctls have it: ranges and bitmap are in user memory.</summary>
public sealed class DmaLoggingTests
{
    private const ulong Memory = 0x7F00_0000;

    private readonly Logger _logger = new();
    private readonly PlainMemory _memory = new(Memory, 8192);
    private readonly DeviceIoctl<Card1> _device;

    public DmaLoggingTests() => _device = new(new Card1(Card.Empty), new DmaLogging(_logger), _memory);

    [Fact]
    public async Task Ranges_are_logged_until_it_is_stopped()
    {
        Assert.Equal(0, await StartAsync(0x1000, new DmaRange(0x1000, 0x1000), new DmaRange(0x4000, 0x3000)));
        Assert.Equal([new DmaRange(0x1000, 0x1000), new DmaRange(0x4000, 0x3000)], _logger.Logged!);
        Assert.Equal(0x1000UL, _logger.PageSize);

        Assert.Equal(-(int)Errno.EINVAL, await StartAsync(0x1000, new DmaRange(0, 0x1000)));
        Assert.Equal(0, await StopAsync());
        Assert.Null(_logger.Logged);
        Assert.Equal(0, await StopAsync());
        Assert.Equal(0, await StartAsync(0, new DmaRange(1, 1)));
    }

    [Fact]
    public async Task Ranges_that_make_no_sense_are_refused_and_nothing_is_logged()
    {
        Assert.Equal(-(int)Errno.EINVAL, await StartAsync(0x1000));
        Assert.Equal(-(int)Errno.EINVAL, await StartAsync(0x1000, new DmaRange(0x1000, 0)));
        Assert.Equal(-(int)Errno.EINVAL, await StartAsync(0x1000, new DmaRange(0x1001, 0x1000)));
        Assert.Equal(-(int)Errno.EINVAL, await StartAsync(0x1000, new DmaRange(0x1000, 0x800)));
        Assert.Equal(-(int)Errno.EINVAL, await StartAsync(0x1800, new DmaRange(0, 0x1800)));
        Assert.Equal(-(int)Errno.EINVAL, await StartAsync(0x1000, new DmaRange(0x3000, 0x1000), new DmaRange(0, 0x3000), new DmaRange(0x2000, 0x1000)));
        Assert.Equal(-(int)Errno.EOVERFLOW, await StartAsync(0, new DmaRange(ulong.MaxValue, 2)));
        Assert.Equal(-(int)Errno.E2BIG, await StartAsync(0, [.. Enumerable.Range(0, 257).Select(i => new DmaRange((ulong)i, 1))]));
        Assert.Null(_logger.Logged);

        Assert.Equal(0, await StartAsync(0, [.. Enumerable.Range(0, 256).Select(i => new DmaRange((ulong)i, 1))]));
    }

    [Fact]
    public async Task Pointers_to_nothing_are_EFAULT()
    {
        DmaLoggingControl control = new(0, 1, 0, Memory - 1);
        Assert.Equal(-(int)Errno.EFAULT, (await _device.FeatureAsync(DeviceFeature.DmaLoggingStart, Set, control)).Result);
        Assert.Equal(-(int)Errno.EFAULT, (await _device.FeatureAsync(DeviceFeature.DmaLoggingStart, Set, control with { RangeCount = 256, Ranges = ulong.MaxValue - 15 })).Result);

        DeviceIoctl<Card1> blind = new(new Card1(Card.Empty), new DmaLogging(_logger));
        Assert.Equal(-(int)Errno.EFAULT, (await blind.FeatureAsync(DeviceFeature.DmaLoggingStart, Set, control with { Ranges = Memory })).Result);

        await StartAsync(0, new DmaRange(0, 0x10000));
        Assert.Equal(-(int)Errno.EFAULT, await ReportAsync(0, 0x1000, 0x1000, Memory + 8191));
    }

    [Fact]
    public async Task A_report_sets_bits_clears_the_log_and_leaves_other_bits()
    {
        await StartAsync(0x1000, new DmaRange(0, 0x100000));
        _logger.Written.AddRange([new DmaRange(0x1000, 1), new DmaRange(0x41FFF, 2)]);
        _memory.Bytes[0] = 0x80;

        Assert.Equal(0, await ReportAsync(0, 0x80000, 0x1000, Memory));
        Assert.Equal([0x82, 0, 0, 0, 0, 0, 0, 0, 0x06], _memory.Bytes[..9]);

        _memory.Bytes.AsSpan().Clear();
        Assert.Equal(0, await ReportAsync(0, 0x80000, 0x1000, Memory));
        Assert.All(_memory.Bytes, bits => Assert.Equal(0, bits));
    }

    [Fact]
    public async Task A_long_report_is_marked_piece_by_piece_at_the_right_places()
    {
        await StartAsync(0x1000, new DmaRange(0, 1UL << 40));
        ulong last = (8192UL * 8) - 1;
        _logger.Written.AddRange([new DmaRange((4096UL * 8 * 0x1000) - 1, 2), new DmaRange(last * 0x1000, 1)]);

        Assert.Equal(0, await ReportAsync(0, 8192UL * 8 * 0x1000, 0x1000, Memory));

        Assert.Equal((0x80, 1, 0x80), (_memory.Bytes[4095], _memory.Bytes[4096], _memory.Bytes[8191]));
        Assert.Equal(3, _memory.Bytes.Count(bits => bits != 0));
    }

    [Theory]
    [InlineData(0UL, 0x1000UL, 0x800UL, Errno.EINVAL)]
    [InlineData(0UL, 0x1000UL, 0x1800UL, Errno.EINVAL)]
    [InlineData(0UL, 0x1000UL, 0UL, Errno.EINVAL)]
    [InlineData(0UL, 0UL, 0x1000UL, Errno.EINVAL)]
    [InlineData(0x1000UL, ulong.MaxValue, 0x1000UL, Errno.EOVERFLOW)]
    public async Task A_report_that_makes_no_sense_is_refused(ulong iova, ulong length, ulong pageSize, Errno errno)
    {
        await StartAsync(0, new DmaRange(0, 0x1000));
        Assert.Equal(-(int)errno, await ReportAsync(iova, length, pageSize, Memory));
    }

    [Fact]
    public async Task The_largest_page_size_and_range_need_one_bit()
    {
        await StartAsync(0, new DmaRange(0, 0x1000));
        _logger.Written.Add(new DmaRange(5, 1));

        Assert.Equal(0, await ReportAsync(0, ulong.MaxValue, 1UL << 63, Memory));
        Assert.Equal(1, _memory.Bytes[0]);
    }

    [Fact]
    public async Task A_report_without_logging_is_EINVAL() => Assert.Equal(-(int)Errno.EINVAL, await ReportAsync(0, 0x1000, 0x1000, Memory));

    [Fact]
    public async Task A_report_over_all_memory_can_be_cancelled()
    {
        DmaLogging logging = new(_logger);
        logging.Start(0, [new DmaRange(0, 0x1000)]);
        DeviceIoctl<Card1> device = new(new Card1(Card.Empty), logging, new Endless());
        using CancellationTokenSource cancel = new();
        Task<int> report = Task.Run(() => device.IoctlAsync(
            UapiRequest.DeviceFeature,
            Calls.Request(DeviceFeature.DmaLoggingReport, Get, new DmaLoggingReport(0, ulong.MaxValue, 0x1000, 0)),
            cancel.Token).AsTask());
        await cancel.CancelAsync();

        Assert.Equal(-(int)Errno.ECANCELED, await report);
    }

    [Fact]
    public async Task The_devices_own_errors_are_passed_on_and_a_failed_start_has_not_started()
    {
        _logger.Fails = true;
        Assert.Equal(-(int)Errno.ENOMEM, await StartAsync(0, new DmaRange(0, 1)));
        _logger.Fails = false;
        Assert.Equal(0, await StartAsync(0, new DmaRange(0, 1)));
        _logger.Fails = true;
        Assert.Equal(-(int)Errno.ENOMEM, await ReportAsync(0, 0x1000, 0x1000, Memory));
        Assert.Equal(-(int)Errno.ENOMEM, await StopAsync());
        _logger.Fails = false;
        Assert.Equal(0, await StartAsync(0, new DmaRange(0, 1)));
    }

    [Fact]
    public void No_range_is_all_memory_only_where_the_protocol_says_so()
    {
        DmaLogging logging = new(_logger);
        Assert.Equal(Errno.EINVAL, Assert.Throws<MigrationException>(() => logging.Start(0, [])).Errno);
        Assert.False(logging.IsActive);

        logging.Start(0, [], noneIsAll: true);
        Assert.True(logging.IsActive);
        Assert.Empty(_logger.Logged!);
    }

    private async Task<int> StartAsync(ulong pageSize, params DmaRange[] ranges)
    {
        MemoryMarshal.AsBytes<DmaRange>(ranges).CopyTo(_memory.Bytes);
        int result = (await _device.FeatureAsync(
            DeviceFeature.DmaLoggingStart, Set, new DmaLoggingControl(pageSize, (uint)ranges.Length, 0, Memory))).Result;
        _memory.Bytes.AsSpan().Clear();
        return result;
    }

    private async Task<int> StopAsync() =>
        await _device.IoctlAsync(UapiRequest.DeviceFeature, Calls.Request(DeviceFeature.DmaLoggingStop, Set));

    private async Task<int> ReportAsync(ulong iova, ulong length, ulong pageSize, ulong bitmap) =>
        (await _device.FeatureAsync(DeviceFeature.DmaLoggingReport, Get, new DmaLoggingReport(iova, length, pageSize, bitmap))).Result;

    private sealed class Endless : IUserMemory
    {
        public bool TryRead(ulong address, Span<byte> destination)
        {
            destination.Clear();
            return true;
        }

        public bool TryWrite(ulong address, ReadOnlySpan<byte> source) => true;
    }
}

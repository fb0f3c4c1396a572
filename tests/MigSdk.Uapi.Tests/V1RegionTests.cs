using System;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Uapi.Tests;

/// <summary>The registers of the v1 region, and what is refused.</summary>
public sealed class V1RegionTests
{
    private const V1DeviceState PreCopy = V1DeviceState.Running | V1DeviceState.Saving;

    private readonly V1MigrationRegion<Card1> _region = new(new Card1(new Card([1, 2, 3])), 16);
    private readonly V1Host<Card1> _host;

    public V1RegionTests() => _host = new(_region);

    [Theory]
    [InlineData(0u, true)]
    [InlineData(1u, true)]
    [InlineData(2u, true)]
    [InlineData(3u, true)]
    [InlineData(4u, true)]
    [InlineData(5u, false)]
    [InlineData(6u, false)]
    [InlineData(7u, false)]
    [InlineData(0xFFFFFFF9u, true)]
    [InlineData(0xFFFFFFFDu, false)]
    public void RESUMING_is_valid_only_alone(uint bits, bool isValid) => Assert.Equal(isValid, V1StateBits.IsValid((V1DeviceState)bits));

    [Fact]
    public void States_correspond_both_ways_where_v1_has_them()
    {
        foreach (MigrationState state in Enum.GetValues<MigrationState>())
        {
            MigrationState? back = V1StateBits.ToV2(V1StateBits.FromV2(state));
            MigrationState shown = state switch
            {
                MigrationState.RunningP2P => MigrationState.Running,
                MigrationState.PreCopyP2P => MigrationState.PreCopy,
                _ => state,
            };
            Assert.Equal(shown, back);
        }

        Assert.Null(V1StateBits.ToV2((V1DeviceState)5));
        Assert.Null(V1StateBits.ToV2((V1DeviceState)7));
        Assert.Equal(V1DeviceState.Error, V1StateBits.FromV2((MigrationState)99));
    }

    [Theory]
    [InlineData(5u)]
    [InlineData(6u)]
    [InlineData(7u)]
    public async Task Invalid_states_are_EINVAL_and_nothing_changes(uint bits)
    {
        await AssertErrnoAsync(Errno.EINVAL, _host.SetStateAsync((V1DeviceState)bits));
        Assert.Equal(V1DeviceState.Running, await _host.GetStateAsync());
    }

    [Fact]
    public async Task The_bits_that_are_not_the_states_are_kept()
    {
        await _host.SetStateAsync((V1DeviceState)0xABC0);
        Assert.Equal((V1DeviceState)0xABC0, await _host.GetStateAsync());

        await AssertErrnoAsync(Errno.EINVAL, _host.SetStateAsync((V1DeviceState)0xFF05));
        Assert.Equal((V1DeviceState)0xABC0, await _host.GetStateAsync());

        await _region.ResetAsync();
        Assert.Equal(V1DeviceState.Running, await _host.GetStateAsync());
    }

    [Fact]
    public async Task From_stop_and_copy_there_is_no_way_to_pre_copy_with_or_without_the_feature()
    {
        await _host.SetStateAsync(V1DeviceState.Saving);
        await AssertErrnoAsync(Errno.EINVAL, _host.SetStateAsync(PreCopy));
        Assert.Equal(V1DeviceState.Saving, await _host.GetStateAsync());

        V1Host<Card7> full = new(new V1MigrationRegion<Card7>(new Card7(Card.Empty)));
        await full.SetStateAsync(V1DeviceState.Saving);
        await AssertErrnoAsync(Errno.EINVAL, full.SetStateAsync(PreCopy));
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(8, 4)]
    [InlineData(12, 4)]
    [InlineData(24, 16)]
    [InlineData(32, 8)]
    [InlineData(4088, 16)]
    [InlineData(4112, 1)]
    [InlineData(4096, 17)]
    public async Task Registers_are_accessed_as_a_whole_and_nothing_outside_the_region(int offset, int length)
    {
        await _host.SetStateAsync(V1DeviceState.Resuming);

        await AssertErrnoAsync(Errno.EINVAL, _region.ReadAsync((ulong)offset, new byte[length]).AsTask());
        await AssertErrnoAsync(Errno.EINVAL, _region.WriteAsync((ulong)offset, new byte[length]).AsTask());
    }

    [Fact]
    public async Task An_offset_near_the_last_address_does_not_wrap() =>
        await AssertErrnoAsync(Errno.EINVAL, _region.ReadAsync(ulong.MaxValue, new byte[8]).AsTask());

    [Theory]
    [InlineData(V1RegionHeader.PendingBytesOffset)]
    [InlineData(V1RegionHeader.DataOffsetOffset)]
    public async Task Registers_that_are_read_only_are_EINVAL_to_write(int offset) =>
        await AssertErrnoAsync(Errno.EINVAL, _host.WriteAsync(offset, 1UL));

    [Fact]
    public async Task The_data_section_is_there_only_in_a_session_and_written_only_while_resuming()
    {
        ulong data = (ulong)V1MigrationRegion<Card1>.DataOffset;
        await AssertErrnoAsync(Errno.EINVAL, _region.ReadAsync(data, new byte[4]).AsTask());
        await AssertErrnoAsync(Errno.EINVAL, _region.WriteAsync(data, new byte[4]).AsTask());
        await AssertErrnoAsync(Errno.EINVAL, _host.WriteAsync(V1RegionHeader.DataSizeOffset, 4UL));

        await _host.SetStateAsync(V1DeviceState.Saving);
        await AssertErrnoAsync(Errno.EINVAL, _region.WriteAsync(data, new byte[4]).AsTask());
        await AssertErrnoAsync(Errno.EINVAL, _host.WriteAsync(V1RegionHeader.DataSizeOffset, 4UL));

        await _host.SetStateAsync(V1DeviceState.Resuming);
        await AssertErrnoAsync(Errno.EINVAL, _host.WriteAsync(V1RegionHeader.DataSizeOffset, 17UL));
        Assert.Equal(0UL, await _host.PendingBytesAsync());
    }

    [Fact]
    public async Task A_failed_resume_shows_where_the_device_is()
    {
        await _host.SetStateAsync(V1DeviceState.Resuming);

        await AssertErrnoAsync(Errno.EINVAL, _host.SetStateAsync(V1DeviceState.Running));
        Assert.Equal(V1DeviceState.Resuming, await _host.GetStateAsync());

        await _region.ResetAsync();
        Assert.Equal(V1DeviceState.Running, await _host.GetStateAsync());
    }

    [Fact]
    public async Task A_failure_on_the_way_out_of_empty_pre_copy_ends_it()
    {
        V1Host<FaultyCard> host = new(new V1MigrationRegion<FaultyCard>(new FaultyCard { FailsEntering = MigrationState.StopCopy }));
        await host.SetStateAsync(PreCopy);
        await AssertErrnoAsync(Errno.ENOSPC, host.SetStateAsync(V1DeviceState.Saving));

        Assert.Equal(V1DeviceState.Stop, await host.GetStateAsync());
    }

    [Fact]
    public async Task A_device_that_has_failed_shows_the_error_and_is_led_out_by_a_reset()
    {
        V1MigrationRegion<FaultyCard> region = new(new FaultyCard { FailsEntering = MigrationState.Stop, Fatal = true });
        V1Host<FaultyCard> host = new(region);
        await AssertErrnoAsync(Errno.ENOSPC, host.SetStateAsync(V1DeviceState.Stop));
        Assert.Equal(V1DeviceState.Error, await host.GetStateAsync());

        await region.ResetAsync();
        Assert.Equal(V1DeviceState.Running, await host.GetStateAsync());
    }

    private static async Task AssertErrnoAsync(Errno errno, Task access) =>
        Assert.Equal(errno, (await Assert.ThrowsAnyAsync<MigrationException>(() => access)).Errno);
}

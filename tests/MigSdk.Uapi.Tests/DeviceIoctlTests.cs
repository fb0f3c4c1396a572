using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;
using static MigSdk.Uapi.FeatureOperations;

namespace MigSdk.Uapi.Tests;

/// <summary>A driver behind ioctls answers as the kernel's core does.</summary>
public sealed class DeviceIoctlTests
{
    private readonly DeviceIoctl<Card7> _device = new(new Card7(new Card([1, 2, 3])));

    [Fact]
    public async Task The_features_are_read()
    {
        Assert.Equal(
            (0, new MigrationFlags((MigrationFeatures)7)),
            await _device.FeatureAsync(DeviceFeature.Migration, Get, default(MigrationFlags)));
        Assert.Equal(
            (0, new MigrationFlags((MigrationFeatures)1)),
            await new DeviceIoctl<Card1>(new Card1(Card.Empty)).FeatureAsync(DeviceFeature.Migration, Get, default(MigrationFlags)));
    }

    [Fact]
    public async Task A_state_is_set_and_read_and_no_descriptor_comes_where_no_session_opens()
    {
        Assert.Equal(Running, await _device.GetStateAsync());
        Assert.Equal((0, -1), await _device.SetStateAsync(Stop));
        Assert.Equal(Stop, await _device.GetStateAsync());
        Assert.Equal((0, -1), await _device.SetStateAsync(Stop));
    }

    [Fact]
    public async Task A_session_is_read_through_its_descriptor()
    {
        (int result, int descriptor) = await _device.SetStateAsync(StopCopy);
        Assert.Equal(0, result);
        Assert.True(descriptor > 0);

        byte[] buffer = new byte[16];
        Assert.Equal(3, await _device.Descriptors.ReadAsync(descriptor, buffer));
        Assert.Equal([1, 2, 3], buffer[..3]);
        Assert.Equal(0, await _device.Descriptors.ReadAsync(descriptor, buffer));
        Assert.Equal((0, -1), await _device.SetStateAsync(Stop));
        Assert.Equal(-(int)Errno.ENODEV, await _device.Descriptors.ReadAsync(descriptor, buffer));
        Assert.Equal(0, _device.Descriptors.Close(descriptor));
        Assert.Equal(-(int)Errno.EBADF, await _device.Descriptors.ReadAsync(descriptor, buffer));
        Assert.Equal(-(int)Errno.EBADF, _device.Descriptors.Close(descriptor));
    }

    [Fact]
    public async Task The_stream_goes_on_on_the_same_descriptor_from_PRE_COPY_to_STOP_COPY()
    {
        (_, int descriptor) = await _device.SetStateAsync(PreCopy);
        Assert.Equal(-(int)Errno.ENOMSG, await _device.Descriptors.ReadAsync(descriptor, new byte[16]));

        Assert.Equal((0, -1), await _device.SetStateAsync(StopCopy));

        Assert.Equal(3, await _device.Descriptors.ReadAsync(descriptor, new byte[16]));
        Assert.Equal(1, _device.Descriptors.Count);
    }

    [Theory]
    [InlineData(Error)]
    [InlineData((MigrationState)8)]
    [InlineData((MigrationState)uint.MaxValue)]
    public async Task A_target_that_there_is_not_is_EINVAL_and_takes_the_rubbish_off_the_descriptor(MigrationState target)
    {
        Assert.Equal((-(int)Errno.EINVAL, -1), await _device.SetStateAsync(target));
        Assert.Equal(Running, await _device.GetStateAsync());
    }

    [Fact]
    public async Task A_failed_transition_gives_the_drivers_errno_and_leaves_the_state_on_the_way()
    {
        FaultyCard card = new() { FailsEntering = StopCopy };
        DeviceIoctl<FaultyCard> device = new(card);

        Assert.Equal((-(int)Errno.ENOSPC, -1), await device.SetStateAsync(StopCopy));
        Assert.Equal(Stop, await device.GetStateAsync());

        card.Fatal = true;
        Assert.Equal((-(int)Errno.ENOSPC, -1), await device.SetStateAsync(StopCopy));
        Assert.Equal(Error, await device.GetStateAsync());
        Assert.Equal(0, await device.IoctlAsync(UapiRequest.DeviceReset, Memory<byte>.Empty));
        Assert.Equal(Running, await device.GetStateAsync());
    }

    [Fact]
    public async Task A_cancelled_transition_is_ECANCELED() => Assert.Equal(
        -(int)Errno.ECANCELED,
        await _device.IoctlAsync(
            UapiRequest.DeviceFeature,
            Calls.Request(DeviceFeature.MigDeviceState, Set, new DeviceState(Stop, 0)),
            new CancellationToken(canceled: true)));

    [Fact]
    public async Task The_data_size_is_the_drivers_estimate_and_ENOTTY_where_it_gives_none()
    {
        DeviceIoctl<Card1> device = new(new Card1(new Card([1, 2, 3], [4])));

        Assert.Equal((0, new MigDataSize(4)), await device.FeatureAsync(DeviceFeature.MigDataSize, Get, default(MigDataSize)));
        Assert.Equal(-(int)Errno.ENOTTY, (await _device.FeatureAsync(DeviceFeature.MigDataSize, Get, default(MigDataSize))).Result);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    public async Task An_argument_that_is_shorter_than_it_says_is_EFAULT(int length) => Assert.Equal(
        -(int)Errno.EFAULT,
        await _device.IoctlAsync(
            UapiRequest.DeviceFeature, Calls.Request(DeviceFeature.MigDeviceState, Get, default(DeviceState)).AsMemory(0, length)));

    [Theory]
    [InlineData(0u)]
    [InlineData(0x3B70u)]
    [InlineData(uint.MaxValue)]
    public async Task An_unknown_request_is_ENOTTY(uint request) =>
        Assert.Equal(-(int)Errno.ENOTTY, await _device.IoctlAsync(request, new byte[64]));

    [Fact]
    public async Task Without_dma_logging_its_features_are_ENOTTY() =>
        Assert.Equal(-(int)Errno.ENOTTY, await _device.IoctlAsync(UapiRequest.DeviceFeature, Calls.Request(DeviceFeature.DmaLoggingStop, Set)));
}

using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Uapi.Tests;

/// <summary><c>VFIO_MIG_GET_PRECOPY_INFO</c> on a data descriptor.</summary>
public sealed class PreCopyInfoTests
{
    private readonly DeviceIoctl<Card5> _device = new(new Card5(new Card([1, 2, 3])));

    [Fact]
    public async Task The_estimates_are_the_drivers_and_the_flags_are_left_as_they_were()
    {
        (_, int descriptor) = await _device.SetStateAsync(PreCopy);

        Assert.Equal((0, new PreCopyInfoLayout(24, 0xABCD, 100, 11)), Ask(descriptor));
    }

    [Fact]
    public async Task After_the_opt_in_the_flags_are_an_answer()
    {
        (_, int descriptor) = await _device.SetStateAsync(PreCopy);
        Assert.Equal(0, await _device.IoctlAsync(UapiRequest.DeviceFeature, Calls.Request(DeviceFeature.MigPreCopyInfoV2, FeatureOperations.Set)));

        Assert.Equal((0, new PreCopyInfoLayout(24, 0, 100, 11)), Ask(descriptor));
    }

    [Fact]
    public async Task A_driver_without_PRE_COPY_has_nothing_to_opt_in_to() => Assert.Equal(
        -(int)Errno.ENOTTY,
        await new DeviceIoctl<Card1>(new Card1(Card.Empty))
            .IoctlAsync(UapiRequest.DeviceFeature, Calls.Request(DeviceFeature.MigPreCopyInfoV2, FeatureOperations.Set)));

    [Fact]
    public async Task Outside_PRE_COPY_it_is_EINVAL_and_after_the_session_ENODEV()
    {
        (_, int descriptor) = await _device.SetStateAsync(StopCopy);
        Assert.Equal(-(int)Errno.EINVAL, Ask(descriptor).Result);

        await _device.SetStateAsync(Stop);
        Assert.Equal(-(int)Errno.ENODEV, Ask(descriptor).Result);
    }

    [Fact]
    public async Task Short_arguments_and_other_descriptors_are_refused()
    {
        (_, int descriptor) = await _device.SetStateAsync(PreCopy);
        Assert.Equal(-(int)Errno.EINVAL, Ask(descriptor, argsz: 23).Result);
        Assert.Equal(-(int)Errno.EFAULT, _device.Descriptors.Ioctl(descriptor, UapiRequest.GetPreCopyInfo, new byte[23]));
        Assert.Equal(-(int)Errno.ENOTTY, _device.Descriptors.Ioctl(descriptor, UapiRequest.DeviceFeature, new byte[24]));
        Assert.Equal(-(int)Errno.EBADF, _device.Descriptors.Ioctl(descriptor + 1, UapiRequest.GetPreCopyInfo, new byte[24]));

        await _device.SetStateAsync(Running);
        (_, int resuming) = await _device.SetStateAsync(Resuming);
        Assert.Equal(-(int)Errno.ENOTTY, Ask(resuming).Result);
        Assert.Equal(-(int)Errno.EBADF, await _device.Descriptors.ReadAsync(resuming, new byte[1]));
        Assert.Equal(-(int)Errno.EBADF, await _device.Descriptors.WaitForDataAsync(resuming));
        Assert.Equal(2, await _device.Descriptors.WriteAsync(resuming, new byte[2]));
        Assert.Equal(-(int)Errno.EBADF, await _device.Descriptors.WriteAsync(descriptor, new byte[2]));
    }

    private (int Result, PreCopyInfoLayout Info) Ask(int descriptor, uint argsz = 24)
    {
        byte[] argument = new byte[24];
        MemoryMarshal.Write(argument, new PreCopyInfoLayout(argsz, 0xABCD, 0, 0));
        int result = _device.Descriptors.Ioctl(descriptor, UapiRequest.GetPreCopyInfo, argument);
        return (result, MemoryMarshal.Read<PreCopyInfoLayout>(argument));
    }
}

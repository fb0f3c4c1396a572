using Xunit;
using static MigSdk.Uapi.FeatureOperations;

namespace MigSdk.Uapi.Tests;

/// <summary>What a request must be before a device sees it: all combinations of operations, for a feature of each kind.</summary>
public sealed class FeatureRulesTests
{
    [Theory]
    [InlineData(DeviceFeature.Migration, Get, null)]
    [InlineData(DeviceFeature.Migration, Set, Errno.EINVAL)]
    [InlineData(DeviceFeature.Migration, None, Errno.EINVAL)]
    [InlineData(DeviceFeature.Migration, Get | Set, Errno.EINVAL)]
    [InlineData(DeviceFeature.Migration, Probe, Errno.None)]
    [InlineData(DeviceFeature.Migration, Probe | Get, Errno.None)]
    [InlineData(DeviceFeature.Migration, Probe | Set, Errno.EINVAL)]
    [InlineData(DeviceFeature.Migration, Probe | Get | Set, Errno.EINVAL)]
    [InlineData(DeviceFeature.MigDeviceState, Get, null)]
    [InlineData(DeviceFeature.MigDeviceState, Set, null)]
    [InlineData(DeviceFeature.MigDeviceState, Get | Set, Errno.EINVAL)]
    [InlineData(DeviceFeature.MigDeviceState, Probe | Get | Set, Errno.None)]
    [InlineData(DeviceFeature.DmaLoggingStop, Set, null)]
    [InlineData(DeviceFeature.DmaLoggingStop, Get, Errno.EINVAL)]
    [InlineData((DeviceFeature)0, Set, Errno.ENOTTY)]
    [InlineData((DeviceFeature)3, Set, Errno.ENOTTY)]
    [InlineData((DeviceFeature)0xFFFF, Probe, Errno.ENOTTY)]
    public void Operations_are_those_of_the_feature(DeviceFeature feature, FeatureOperations operations, Errno? answer) =>
        AssertAnswer(answer, new DeviceFeatureHeader(feature, operations, 64), isAvailable: true);

    [Theory]
    [InlineData(Get)]
    [InlineData(Probe | Get)]
    [InlineData(Set)]
    public void A_feature_that_the_device_does_not_have_is_ENOTTY_whatever_is_asked_of_it(FeatureOperations operations) =>
        AssertAnswer(Errno.ENOTTY, new DeviceFeatureHeader(DeviceFeature.MigDataSize, operations, 8), isAvailable: false);

    [Theory]
    [InlineData(0u, Errno.EINVAL)]
    [InlineData(7u, Errno.EINVAL)]
    [InlineData(8u, Errno.EINVAL)]
    [InlineData(15u, Errno.EINVAL)]
    [InlineData(16u, null)]
    [InlineData(uint.MaxValue, null)]
    public void The_size_must_hold_head_and_data(uint argsz, Errno? answer) =>
        AssertAnswer(answer, new DeviceFeatureHeader(argsz, (uint)Get | 1), isAvailable: true);

    [Fact]
    public void A_probe_needs_no_data() => AssertAnswer(Errno.None, new DeviceFeatureHeader(8, (uint)(Get | Probe) | 1), isAvailable: true);

    [Fact]
    public void A_bit_without_meaning_is_refused() =>
        AssertAnswer(Errno.EINVAL, new DeviceFeatureHeader(16, (uint)Get | 1 | (1u << 19)), isAvailable: true);

    private static void AssertAnswer(Errno? expected, DeviceFeatureHeader header, bool isAvailable)
    {
        bool isAdmitted = FeatureRules.TryAdmit(header, isAvailable, out Errno answer);
        Assert.Equal(expected is null, isAdmitted);
        Assert.Equal(expected ?? Errno.None, answer);
    }
}

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace MigSdk.Uapi.Tests;

/// <summary>Every layout to the byte, as <c>include/uapi/linux/vfio.h</c> has it on a little-endian machine.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void The_head_of_a_feature_request() => AssertBytes(
        new DeviceFeatureHeader(DeviceFeature.MigDeviceState, FeatureOperations.Set, 8), "10000000 02000200");

    [Fact]
    public void A_head_is_read_into_its_parts()
    {
        DeviceFeatureHeader header = new(16, 0x5_0009);

        Assert.Equal(DeviceFeature.MigDataSize, header.Feature);
        Assert.Equal(FeatureOperations.Get | FeatureOperations.Probe, header.Operations);
        Assert.False(header.HasUnknownFlags);
        Assert.True(new DeviceFeatureHeader(16, 0x8_0001).HasUnknownFlags);
    }

    [Fact]
    public void The_features_of_migration() => AssertBytes(
        new MigrationFlags(MigrationFeatures.StopCopy | MigrationFeatures.PreCopy), "0500000000000000");

    [Fact]
    public void The_device_state() => AssertBytes(new DeviceState(MigrationState.PreCopyP2P, -1), "07000000 ffffffff");

    [Fact]
    public void The_start_of_dma_logging() => AssertBytes(
        new DmaLoggingControl(0x1000, 2, 0, 0x1122334455667788), "0010000000000000 02000000 00000000 8877665544332211");

    [Fact]
    public void A_range() => AssertBytes(new DmaRange(0x1000, 0x2000), "0010000000000000 0020000000000000");

    [Fact]
    public void The_report_of_dma_logging() => AssertBytes(
        new DmaLoggingReport(1, 2, 3, 4), "0100000000000000 0200000000000000 0300000000000000 0400000000000000");

    [Fact]
    public void The_data_size() => AssertBytes(new MigDataSize(0x0102), "0201000000000000");

    [Fact]
    public void The_pre_copy_info() => AssertBytes(
        new PreCopyInfoLayout(24, 1, 2, 3), "18000000 01000000 0200000000000000 0300000000000000");

    [Fact]
    public void The_arc_supported_of_the_rfc() => AssertBytes(
        new MigArcSupported(16, 2, 3, 0), "10000000 02000000 03000000 00000000");

    [Fact]
    public void The_head_of_the_v1_region() => AssertBytes(
        new V1RegionHeader(V1DeviceState.Running | V1DeviceState.Saving, 0, 1, 2, 3),
        "03000000 00000000 0100000000000000 0200000000000000 0300000000000000");

    [Theory]
    [InlineData(DeviceFeature.Migration, 8)]
    [InlineData(DeviceFeature.MigDeviceState, 8)]
    [InlineData(DeviceFeature.DmaLoggingStart, 24)]
    [InlineData(DeviceFeature.DmaLoggingStop, 0)]
    [InlineData(DeviceFeature.DmaLoggingReport, 32)]
    [InlineData(DeviceFeature.MigDataSize, 8)]
    [InlineData(DeviceFeature.MigPreCopyInfoV2, 0)]
    public void A_features_data_has_the_size_of_its_layout(DeviceFeature feature, int size) =>
        Assert.Equal(size, FeatureRules.DataSizeOf(feature));

    [Fact]
    public void The_request_numbers_are_those_of_io_semicolon()
    {
        const uint Type = ';' << 8;
        Assert.Equal(Type | 111, UapiRequest.DeviceReset);
        Assert.Equal(Type | 117, UapiRequest.DeviceFeature);
        Assert.Equal(Type | 121, UapiRequest.GetPreCopyInfo);
        Assert.Equal(Type | 121, UapiRequest.MigArcSupported);
    }

    private static void AssertBytes<T>(T layout, string expected)
        where T : unmanaged
    {
        byte[] bytes = new byte[Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(bytes, layout);
        Assert.Equal(expected.Replace(" ", ""), Convert.ToHexStringLower(bytes));
        Assert.Equal(layout, MemoryMarshal.Read<T>(bytes));
    }
}

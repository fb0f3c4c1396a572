using System;

namespace Samples.Devices;

/// <summary>How a device is built.</summary>
public sealed record DeviceOptions
{
    private const int BytesPerMebibyte = 1024 * 1024;

    /// <summary>The size of the device's memory in MiB, 1 to 1024.</summary>
    public int MemoryMebibytes { get; init; } = 16;

    /// <summary>How much memory the device's work writes, in MiB per second; 0 for as much as it can.</summary>
    public double WriteMebibytesPerSecond { get; init; } = 32;

    internal int MemoryBytes => MemoryMebibytes * BytesPerMebibyte;

    internal double ItemsPerSecond => WriteMebibytesPerSecond * BytesPerMebibyte / Device.PageSize;

    internal void ThrowIfOutOfRange()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MemoryMebibytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MemoryMebibytes, 1024);
        ArgumentOutOfRangeException.ThrowIfNegative(WriteMebibytesPerSecond);
    }
}

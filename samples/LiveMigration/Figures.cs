using System;
using System.Globalization;
using MigSdk.Host;
using Samples.Devices;

namespace Samples.LiveMigration;

/// <summary>How figures are written, everywhere alike.</summary>
internal static class Figures
{
    private const double BytesPerMebibyte = 1024 * 1024;

    internal static string Mebibytes(double bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / BytesPerMebibyte:0.0} MiB");

    internal static string Rate(double bytesPerSecond) => double.IsInfinity(bytesPerSecond)
        ? "too fast to measure"
        : $"{Mebibytes(bytesPerSecond)}/s";

    internal static string Milliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    internal static string Downtime(MigrationProgress progress) =>
        progress.Downtime is { } downtime ? Milliseconds(downtime) : "not begun";

    internal static string DirtyPages(Device source) =>
        source.DirtyPages is { } pages ? pages.ToString(CultureInfo.InvariantCulture) : "not tracked";
}

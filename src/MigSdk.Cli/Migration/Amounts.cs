using System;
using System.Globalization;

namespace MigSdk.Cli;

/// <summary>Amounts as people read them.</summary>
internal static class Amounts
{
    private const double Kibi = 1024;

    /// <summary>A number of bytes, such as 16.3 MiB.</summary>
    internal static string Bytes(double bytes) => bytes switch
    {
        < Kibi => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B"),
        < Kibi * Kibi => string.Create(CultureInfo.InvariantCulture, $"{bytes / Kibi:0.0} KiB"),
        < Kibi * Kibi * Kibi => string.Create(CultureInfo.InvariantCulture, $"{bytes / (Kibi * Kibi):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (Kibi * Kibi * Kibi):0.00} GiB"),
    };

    /// <summary>A rate; empty where nothing was measured.</summary>
    internal static string Rate(double bytesPerSecond) =>
        bytesPerSecond > 0 && double.IsFinite(bytesPerSecond) ? Bytes(bytesPerSecond) + "/s" : "";

    /// <summary>A time, such as 12.3 ms or 4.56 s.</summary>
    internal static string Time(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    /// <summary>A number of things, in the right form.</summary>
    internal static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}

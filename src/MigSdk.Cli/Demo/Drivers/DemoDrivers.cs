using System;

namespace MigSdk.Cli.Demo;

/// <summary>The sample device's drivers, one for each set of features that the uAPI allows.</summary>
internal static class DemoDrivers
{
    /// <summary>Makes the driver for a set of features.</summary>
    /// <param name="features">The features; StopCopy is implied.</param>
    /// <param name="device">The device.</param>
    internal static IMigrationDriver Create(MigrationFeatures features, DemoDevice device) =>
        (features & (MigrationFeatures.P2P | MigrationFeatures.PreCopy)) switch
        {
            MigrationFeatures.None => new StopCopyDemo(device),
            MigrationFeatures.P2P => new P2PDemo(device),
            MigrationFeatures.PreCopy => new PreCopyDemo(device),
            MigrationFeatures.P2P | MigrationFeatures.PreCopy => new FullDemo(device),
            _ => throw new ArgumentOutOfRangeException(nameof(features), features, null),
        };

    /// <summary>How long the rest of the stream is, at most.</summary>
    internal static long EstimateStopCopy(DemoDevice device) =>
        ((long)(device.MarkedPages ?? device.PageCount) * DemoFormat.PageRecordBytes) + DemoFormat.EndRecordBytes;
}

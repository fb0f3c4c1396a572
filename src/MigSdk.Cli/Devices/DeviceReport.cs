using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Uapi;
using MigSdk.VfioUser;

namespace MigSdk.Cli;

/// <summary>Everything that a device tells of itself.</summary>
internal sealed record DeviceReport(
    string Socket,
    bool IsMigSdkServer,
    int MaxTransfer,
    DeviceInfoFlags Flags,
    PciIds? Pci,
    MigrationReport? Migration,
    ImmutableArray<RegionReport> Regions,
    ImmutableArray<IrqReport> Irqs)
{
    private static readonly string[] RegionNames =
        ["BAR 0", "BAR 1", "BAR 2", "BAR 3", "BAR 4", "BAR 5", "ROM", "configuration space", "VGA"];

    private static readonly string[] IrqNames = ["INTx", "MSI", "MSI-X", "error", "request"];

    /// <summary>Asks a device everything. Nothing about it changes.</summary>
    internal static async Task<DeviceReport> OfAsync(DeviceConnection device, CancellationToken cancel)
    {
        DeviceInfo info = device.Client.Device;
        var regions = new List<RegionReport>();
        for (int index = 0; index < info.RegionCount; index++)
        {
            RegionInfo region = await device.Client.GetRegionAsync(index, cancel);
            RegionInfoFlags access = region.Flags & ~RegionInfoFlags.Capabilities;
            if (region.RegionSize > 0)
                regions.Add(new RegionReport(index, Name(RegionNames, index), region.RegionSize, access));
        }

        var irqs = new List<IrqReport>();
        for (int index = 0; index < info.IrqCount; index++)
        {
            IrqInfo irq = await device.Client.GetInterruptsAsync(index, cancel);
            if (irq.Count > 0)
                irqs.Add(new IrqReport(index, Name(IrqNames, index), irq.Count, irq.Flags));
        }

        return new DeviceReport(
            device.Client.Name,
            device.Client.HasExtensions,
            device.Client.MaxTransfer,
            info.Flags,
            await PciIds.OfAsync(device.Client, regions, cancel),
            await MigrationReport.OfAsync(device.Backend, cancel),
            [.. regions],
            [.. irqs]);
    }

    private static string Name(string[] names, int index) => index < names.Length ? names[index] : $"number {index}";
}

/// <summary>The ids by which a guest finds a PCI device's driver, in hexadecimal.</summary>
internal sealed record PciIds(string Vendor, string Device, string Class)
{
    private const int Length = 12;

    internal static async Task<PciIds?> OfAsync(VfioUserClient client, List<RegionReport> regions, CancellationToken cancel)
    {
        if (!client.Device.Flags.HasFlag(DeviceInfoFlags.Pci) || !regions.Any(region => region.Index == PciRegion.Config))
            return null;
        byte[] head = new byte[Length];
        await client.ReadRegionAsync((int)PciRegion.Config, 0, head, cancel);
        string Hex(int value, int digits) => value.ToString("x" + digits);
        return new PciIds(
            Hex(BinaryPrimitives.ReadUInt16LittleEndian(head), 4),
            Hex(BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(2)), 4),
            Hex(BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(8)) >>> 8, 6));
    }
}

/// <summary>What a device has to do with migration.</summary>
internal sealed record MigrationReport(
    ImmutableArray<string> Features, MigrationState State, long? StopCopyBytes, TransitionSet<MigrationState> Transitions)
{
    internal static async Task<MigrationReport?> OfAsync(VfioUserBackend device, CancellationToken cancel) =>
        device.Features == MigrationFeatures.None
            ? null
            : new MigrationReport(
                [.. device.Features.ToString().Split(", ")],
                await device.GetStateAsync(cancel),
                await device.GetStopCopyLengthAsync(cancel),
                device.SupportedTransitions);
}

/// <summary>A region that the device has.</summary>
internal sealed record RegionReport(int Index, string Name, ulong Size, RegionInfoFlags Access);

/// <summary>A type of interrupt that the device has.</summary>
internal sealed record IrqReport(int Index, string Name, uint Count, IrqInfoFlags Flags);

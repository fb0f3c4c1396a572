using System;
using System.Runtime.InteropServices;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>What a device is: device, regions and interrupts.</summary>
internal static class InfoCommands
{
    internal static void DeviceInfo(Answer answer)
    {
        CheckArgsz(answer.Read<DeviceInfo>().Argsz, Uapi.DeviceInfo.Size);
        answer.With(new DeviceInfo(
            Uapi.DeviceInfo.Size, DeviceInfoFlags.Reset | DeviceInfoFlags.Pci, PciRegion.Count, PciIrq.Count));
    }

    internal static void RegionInfo(Answer answer, PciDevice device)
    {
        RegionInfo asked = answer.Read<RegionInfo>();
        CheckArgsz(asked.Argsz, Uapi.RegionInfo.Size);
        DeviceRegion region = RegionOf(device, asked.Index);
        ReadOnlySpan<SparseMmapArea> areas = region.Areas;
        if (areas.IsEmpty)
        {
            answer.With(new RegionInfo(Uapi.RegionInfo.Size, region.Flags, asked.Index, 0, region.Size, 0));
            return;
        }

        // A client with too little room is told how much it takes; the descriptor comes when it asks again.
        int full = Uapi.RegionInfo.Size + SparseMmap.Size + (areas.Length * SparseMmapArea.Size);
        bool isWhole = asked.Argsz >= full;
        var info = new RegionInfo(
            (uint)full, region.Flags | RegionInfoFlags.Mmap | RegionInfoFlags.Capabilities, asked.Index,
            isWhole ? (uint)Uapi.RegionInfo.Size : 0, region.Size, 0);
        if (!isWhole)
        {
            answer.With(info);
            return;
        }

        Span<byte> payload = new byte[full];
        Span<byte> rest = Wire.Write(payload, info);
        rest = Wire.Write(rest, new SparseMmap(SparseMmap.CapabilityId, SparseMmap.CapabilityVersion, 0, (uint)areas.Length, 0));
        MemoryMarshal.AsBytes(areas).CopyTo(rest);
        answer.WithBytes(payload, region.File);
    }

    /// <summary>No part of a region has a descriptor of its own for its writes: the list is empty.</summary>
    internal static void RegionIoFds(Answer answer, PciDevice device)
    {
        RegionIoFds asked = answer.Read<RegionIoFds>();
        CheckArgsz(asked.Argsz, VfioUser.RegionIoFds.Size);
        if (asked.Flags != 0 || asked.Count != 0)
            throw new MigrationException(Errno.EINVAL, "DEVICE_GET_REGION_IO_FDS takes no flags and no count.");
        RegionOf(device, asked.Index);
        answer.With(new RegionIoFds(VfioUser.RegionIoFds.Size, 0, asked.Index, 0));
    }

    internal static void IrqInfo(Answer answer, PciDevice device)
    {
        IrqInfo asked = answer.Read<IrqInfo>();
        CheckArgsz(asked.Argsz, Uapi.IrqInfo.Size);
        IrqGroup irqs = IrqsOf(device, asked.Index);
        answer.With(new IrqInfo(Uapi.IrqInfo.Size, irqs.Flags, asked.Index, (uint)irqs.Count));
    }

    internal static void SetIrqs(Answer answer, PciDevice device)
    {
        IrqSet request = answer.Read<IrqSet>();
        CheckArgsz(request.Argsz, IrqSet.Size);
        IrqGroup irqs = IrqsOf(device, request.Index);
        if (request.Start > irqs.Count || request.Count > irqs.Count - request.Start)
        {
            throw new MigrationException(
                Errno.EINVAL, $"{request.Count} interrupts from {request.Start} were asked for; there are {irqs.Count}.");
        }

        irqs.Set(request, answer.Payload[IrqSet.Size..], answer.Command);
        answer.Done();
    }

    internal static DeviceRegion RegionOf(PciDevice device, uint index) =>
        index < device.Regions.Count
            ? device.Regions[(int)index]
            : throw new MigrationException(Errno.EINVAL, $"There is no region {index}.");

    private static IrqGroup IrqsOf(PciDevice device, uint index) =>
        index < device.Irqs.Count
            ? device.Irqs[(int)index]
            : throw new MigrationException(Errno.EINVAL, $"There is no type of interrupt {index}.");

    private static void CheckArgsz(uint argsz, int size)
    {
        if (argsz < size)
            throw new MigrationException(Errno.EINVAL, $"argsz is {argsz}; it must be at least {size}.");
    }
}

using System;
using System.Runtime.InteropServices;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>DMA logging as DEVICE_FEATURE has it: ranges and bitmap in the message.</summary>
internal sealed class LoggingCommands(DmaLogging logging, int maxBitmap)
{
    private const ulong PageSize = 4096;

    internal void Start(Answer answer)
    {
        ReadOnlySpan<byte> data = answer.Payload[DeviceFeatureHeader.Size..];
        ulong pageSize = Wire.Read<ulong>(data);
        uint count = Wire.Read<uint>(data[sizeof(ulong)..]);
        ReadOnlySpan<byte> rest = data[FeatureTable.LoggingStartSize..];
        if (count > DmaLogging.MaxRanges)
            throw new MigrationException(Errno.E2BIG, $"DMA logging takes {DmaLogging.MaxRanges} ranges; there are {count}.");
        if (rest.Length < (int)count * DmaRange.Size)
            throw new MigrationException(Errno.EINVAL, $"{rest.Length} bytes came for {count} ranges.");
        logging.Start(pageSize, MemoryMarshal.Cast<byte, DmaRange>(rest[..((int)count * DmaRange.Size)]), noneIsAll: true);

        // The reply is the request, with the page size that the log has.
        byte[] reply = answer.Payload.ToArray();
        Wire.Write(reply.AsSpan(DeviceFeatureHeader.Size), PageSize);
        answer.WithBytes(reply);
    }

    internal void Stop(Answer answer)
    {
        logging.Stop();
        answer.WithBytes(answer.Payload);
    }

    internal void Report(Answer answer)
    {
        DeviceFeatureHeader header = answer.Read<DeviceFeatureHeader>();
        ReadOnlySpan<byte> data = answer.Payload[DeviceFeatureHeader.Size..];
        ulong iova = Wire.Read<ulong>(data);
        ulong length = Wire.Read<ulong>(data[sizeof(ulong)..]);
        ulong pageSize = Wire.Read<ulong>(data[(2 * sizeof(ulong))..]);
        DmaLogging.CheckReport(iova, length, pageSize);
        ulong bitmap = DirtyBitmap.SizeFor(length, pageSize);
        if (bitmap > (ulong)maxBitmap)
            throw new MigrationException(Errno.E2BIG, $"A bitmap has {maxBitmap} bytes at most; {bitmap} were asked for.");
        const int HeadSize = DeviceFeatureHeader.Size + FeatureTable.LoggingReportSize;
        int size = HeadSize + (int)bitmap;
        if (header.Argsz < size)
            throw new MigrationException(Errno.EINVAL, $"argsz is {header.Argsz}; the report has {size} bytes.");

        byte[] reply = new byte[size];
        answer.Payload[..HeadSize].CopyTo(reply);
        Wire.Write(reply, header with { Argsz = (uint)size });
        logging.Report(new DirtyBitmap(iova, length, pageSize, reply.AsSpan(HeadSize)));
        answer.WithBytes(reply);
    }
}

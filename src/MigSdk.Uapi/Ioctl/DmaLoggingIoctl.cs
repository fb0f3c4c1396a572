using System;
using System.Buffers;
using System.Runtime.InteropServices;
using System.Threading;

namespace MigSdk.Uapi;

/// <summary>DMA logging as ioctls have it: ranges and bitmap are behind pointers.</summary>
internal sealed class DmaLoggingIoctl(DmaLogging logging, IUserMemory? memory)
{
    // A report of any length is marked piece by piece, so that its length costs time but no memory.
    private const int BitmapBytes = 4096;

    internal void CarryOut(DeviceFeature feature, ReadOnlySpan<byte> data, CancellationToken cancel)
    {
        switch (feature)
        {
            case DeviceFeature.DmaLoggingStart:
                Argument.TryRead(data, out DmaLoggingControl control);
                Start(control);
                break;
            case DeviceFeature.DmaLoggingStop:
                logging.Stop();
                break;
            default:
                Argument.TryRead(data, out DmaLoggingReport report);
                Report(report, cancel);
                break;
        }
    }

    private void Start(DmaLoggingControl control)
    {
        // Before so much memory is asked for.
        if (control.RangeCount > DmaLogging.MaxRanges)
            throw new MigrationException(Errno.E2BIG, $"DMA logging takes {DmaLogging.MaxRanges} ranges; there are {control.RangeCount}.");
        DmaRange[] ranges = new DmaRange[control.RangeCount];
        Read(control.Ranges, MemoryMarshal.AsBytes(ranges.AsSpan()));
        logging.Start(control.PageSize, ranges);
    }

    private void Report(DmaLoggingReport report, CancellationToken cancel)
    {
        DmaLogging.CheckReport(report.Iova, report.Length, report.PageSize);
        byte[] bits = ArrayPool<byte>.Shared.Rent(BitmapBytes);
        try
        {
            ulong step = report.PageSize > ulong.MaxValue / (BitmapBytes * 8) ? report.Length : report.PageSize * BitmapBytes * 8;
            for (ulong done = 0; done < report.Length; done += Math.Min(step, report.Length - done))
            {
                cancel.ThrowIfCancellationRequested();
                ulong length = Math.Min(step, report.Length - done);
                Span<byte> part = bits.AsSpan(0, (int)DirtyBitmap.SizeFor(length, report.PageSize));
                ulong address = report.Bitmap + DirtyBitmap.SizeFor(done, report.PageSize);
                Read(address, part);
                logging.Report(new DirtyBitmap(report.Iova + done, length, report.PageSize, part));
                if (memory?.TryWrite(address, part) != true)
                    throw Fault(address);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bits);
        }
    }

    private void Read(ulong address, Span<byte> destination)
    {
        if (!destination.IsEmpty && memory?.TryRead(address, destination) != true)
            throw Fault(address);
    }

    private static MigrationException Fault(ulong address) =>
        new(Errno.EFAULT, $"There is no memory at 0x{address:x} that the request could use.");
}

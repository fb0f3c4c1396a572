using System;

namespace MigSdk.VfioUser;

/// <summary>Reads and writes of regions.</summary>
internal sealed class RegionCommands(PciDevice device, int maxTransfer)
{
    private const int FirstBuffer = 4096;

    // One access at a time, so that one buffer is enough; it grows to the longest access that there was.
    private byte[] _buffer = new byte[FirstBuffer];

    internal void Read(Answer answer)
    {
        RegionAccess access = answer.Read<RegionAccess>();
        DeviceRegion region = Check(access.Region, access.Offset, access.Count);
        if (_buffer.Length < (int)access.Count)
            _buffer = new byte[access.Count];
        Span<byte> data = _buffer.AsSpan(0, (int)access.Count);
        // Nothing is read of a register by an access of no bytes, and nothing happens in it.
        if (access.Count != 0)
        {
            lock (device.Handlers)
                region.Read(access.Offset, data);
        }

        answer.With(access, data);
    }

    internal void Write(Answer answer)
    {
        RegionAccess access = answer.Read<RegionAccess>();
        ReadOnlySpan<byte> data = answer.Payload[RegionAccess.Size..];
        if (data.Length < access.Count)
            throw new MigrationException(Errno.EINVAL, $"{data.Length} bytes came for a write of {access.Count}.");
        DeviceRegion region = Check(access.Region, access.Offset, access.Count);
        if (access.Count != 0)
        {
            lock (device.Handlers)
                region.Write(access.Offset, data[..(int)access.Count]);
        }

        answer.With(access);
    }

    internal void WriteMulti(Answer answer)
    {
        ulong count = answer.Read<ulong>();
        ReadOnlySpan<byte> rest = answer.Payload[RegionWriteEntry.CountSize..];
        if (count > (ulong)(rest.Length / RegionWriteEntry.Size))
            throw new MigrationException(Errno.EINVAL, $"{rest.Length} bytes came for {count} writes.");
        for (ulong i = 0; i < count; i++, rest = rest[RegionWriteEntry.Size..])
        {
            RegionWriteEntry entry = Wire.Read<RegionWriteEntry>(rest);
            if (entry.Count > sizeof(ulong))
                throw new MigrationException(Errno.EINVAL, $"One of several writes has {entry.Count} bytes; 8 are the most.");
            DeviceRegion region = Check(entry.Region, entry.Offset, entry.Count);
            lock (device.Handlers)
                region.Write(entry.Offset, rest.Slice(RegionWriteEntry.Size - sizeof(ulong), (int)entry.Count));
        }

        answer.With(count);
    }

    private DeviceRegion Check(uint index, ulong offset, uint count)
    {
        DeviceRegion region = InfoCommands.RegionOf(device, index);
        if (count > maxTransfer || offset > region.Size || count > region.Size - offset)
        {
            throw new MigrationException(
                Errno.EINVAL,
                $"Region {index} has 0x{region.Size:x} bytes; 0x{count:x} at 0x{offset:x} are not in it, or too many.");
        }

        return region;
    }
}

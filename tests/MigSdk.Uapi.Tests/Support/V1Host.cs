using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace MigSdk.Uapi.Tests;

/// <summary>A host of the v1 protocol: its loops, access by access.</summary>
internal sealed class V1Host<TDriver>(V1MigrationRegion<TDriver> region)
    where TDriver : class, IMigrationDriver
{
    internal async Task<T> ReadAsync<T>(int offset)
        where T : unmanaged
    {
        byte[] bytes = new byte[Unsafe.SizeOf<T>()];
        await region.ReadAsync((ulong)offset, bytes);
        return MemoryMarshal.Read<T>(bytes);
    }

    internal async Task WriteAsync<T>(int offset, T value)
        where T : unmanaged
    {
        byte[] bytes = new byte[Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(bytes, value);
        await region.WriteAsync((ulong)offset, bytes);
    }

    internal Task<V1DeviceState> GetStateAsync() => ReadAsync<V1DeviceState>(V1RegionHeader.StateOffset);

    internal Task SetStateAsync(V1DeviceState state) => WriteAsync(V1RegionHeader.StateOffset, state);

    internal Task<ulong> PendingBytesAsync() => ReadAsync<ulong>(V1RegionHeader.PendingBytesOffset);

    /// <summary>Reads chunks until nothing is pending.</summary>
    internal async Task<List<byte[]>> SaveAsync()
    {
        List<byte[]> chunks = [];
        while (await PendingBytesAsync() != 0)
        {
            ulong offset = await ReadAsync<ulong>(V1RegionHeader.DataOffsetOffset);
            ulong size = await ReadAsync<ulong>(V1RegionHeader.DataSizeOffset);
            byte[] chunk = new byte[size];
            await region.ReadAsync(offset, chunk);
            chunks.Add(chunk);
        }

        return chunks;
    }

    internal async Task ResumeAsync(IEnumerable<byte[]> chunks)
    {
        foreach (byte[] chunk in chunks)
        {
            ulong offset = await ReadAsync<ulong>(V1RegionHeader.DataOffsetOffset);
            await region.WriteAsync(offset, chunk);
            await WriteAsync(V1RegionHeader.DataSizeOffset, (ulong)chunk.Length);
        }
    }
}

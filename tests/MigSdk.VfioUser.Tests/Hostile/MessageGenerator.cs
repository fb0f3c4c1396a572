using System;
using System.Runtime.InteropServices;
using MigSdk.VfioUser.Tests.Interop;
using MigSdk.VfioUser.Tests.Interop.Raw;

namespace MigSdk.VfioUser.Tests.Hostile;

/// <summary>Makes requests that are valid, or of the right shape with values that no honest client would send.</summary>
internal sealed class MessageGenerator(Random random, HostileDescriptors descriptors)
{
    private static readonly ulong[] EdgeNumbers =
    [
        0, 1, 2, 3, 4, 7, 8, 0xFF, 0xFFF, 0x1000, 0x1001, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x1_0000_0000,
        0x7FFF_FFFF_FFFF_F000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0xFFFF_FFFF_FFFF_F000, ulong.MaxValue,
    ];

    /// <summary>A request.</summary>
    internal (ushort Command, byte[] Payload, SafeHandle[] Descriptors) Next() => random.Next(24) switch
    {
        0 => (Command.Version, Version(), []),
        1 or 2 or 3 => (Command.DmaMap, DmaMap(), descriptors.Some(random, descriptors.Memory)),
        4 or 5 => (Command.DmaUnmap, DmaUnmap(), []),
        6 => (Command.GetInfo, Bytes.Words(Small(), Small(), Small(), Small()), []),
        7 => (Command.GetRegionInfo, Payloads.RegionInfo(Index(9), random.Next(2) == 0 ? 80 : Small()), []),
        8 => (Command.GetRegionIoFds, Bytes.Words(Small(), Small(), Index(9), Small()), []),
        9 => (Command.GetIrqInfo, Bytes.Words(Small(), Small(), Index(5), Small()), []),
        10 or 11 => (Command.SetIrqs, SetIrqs(), descriptors.Some(random, descriptors.Event)),
        12 or 13 => (Command.RegionRead, Payloads.RegionRead(Index(9), Address(), Count()), []),
        14 or 15 => (Command.RegionWrite, RegionWrite(), []),
        16 => (Command.Reset, [], []),
        17 => (Command.RegionWriteMulti, WriteMulti(), []),
        18 or 19 => (Command.Feature, Feature(), []),
        20 => (Command.MigrationRead, Bytes.Words(Small(), random.Next(4) == 0 ? Edge32() : (uint)random.Next(70_000)), []),
        21 => (Command.MigrationWrite, MigrationWrite(), []),
        22 => ((ushort)random.Next(11, 13), DmaMessage(), []),
        _ => ((ushort)random.Next(0x10000), Garbage(random.Next(64)), descriptors.Some(random, descriptors.Memory)),
    };

    internal byte[] Garbage(int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    internal byte[] Version() => random.Next(6) switch
    {
        0 => Garbage(random.Next(40)),
        1 => Payloads.Version((ushort)random.Next(3), (ushort)random.Next(4), new string('[', random.Next(1, 5000))),
        2 => Payloads.Version(0, 1, "{\"capabilities\":{\"max_msg_fds\":" + Edge64() + ",\"max_data_xfer_size\":" + Edge64() + "}}"),
        3 => Payloads.Version(0, 1, "{\"capabilities\":" + new string(' ', random.Next(100_000)) + "{}}"),
        4 => Payloads.Version(0, 1, """{"capabilities":{"twin_socket":{"supported":true,"fd_index":-7}}}"""),
        _ => Payloads.Version(0, (ushort)random.Next(4), ByteClient.Capabilities),
    };

    private byte[] DmaMap() => new Bytes().U32(32).U32(random.Next(5) == 0 ? Edge32() : (uint)random.Next(4))
        .U64(random.Next(4) == 0 ? Edge64() : (ulong)random.Next(64) * 4096)
        .U64(Page()).U64(random.Next(4) == 0 ? Edge64() : (ulong)random.Next(1, 5) * 4096).ToArray();

    private byte[] DmaUnmap() => random.Next(6) switch
    {
        0 => Payloads.DmaUnmap(0, 0, flags: 2),
        1 => Payloads.DmaUnmap(Edge64(), Edge64(), Edge32()),
        _ => Payloads.DmaUnmap(Page(), (ulong)random.Next(1, 5) * 4096),
    };

    private byte[] SetIrqs()
    {
        uint flags = random.Next(4) == 0 ? Edge32() : 1u << random.Next(3) | 8u << random.Next(3);
        uint start = random.Next(4) == 0 ? Edge32() : (uint)random.Next(5);
        uint count = random.Next(4) == 0 ? Edge32() : (uint)random.Next(5);
        return Payloads.SetIrqs(flags, Index(5), start, count, Garbage(random.Next(6)));
    }

    private byte[] RegionWrite()
    {
        byte[] data = Garbage(random.Next(3) == 0 ? random.Next(20_000) : 1 << random.Next(4));
        byte[] payload = Payloads.RegionWrite(Index(9), Address(), data);
        if (random.Next(4) == 0)
            Bytes.Words(Edge32()).CopyTo(payload, 12);
        return payload;
    }

    private byte[] WriteMulti()
    {
        int writes = random.Next(6);
        Bytes payload = new Bytes().U64(random.Next(3) == 0 ? Edge64() : (ulong)writes);
        for (int i = 0; i < writes; i++)
            payload.U64(Address()).U32(Index(9)).U32(random.Next(3) == 0 ? Edge32() : (uint)random.Next(10)).U64(Edge64());
        return payload.ToArray();
    }

    private byte[] Feature() => random.Next(8) switch
    {
        0 => Payloads.Feature(Small(), Edge32(), Garbage(random.Next(64))),
        1 or 2 or 3 => Payloads.SetState((uint)random.Next(9)),
        4 => Payloads.LoggingStart(
            random.Next(3) == 0 ? Edge64() : 4096, Edge32(), (Page(), Edge64()), (Page(), 4096ul), (Edge64(), 4096ul)),
        5 => Payloads.Feature(24, Payloads.SetFeature | 6, new Bytes().U64(4096).U32(Edge32()).U32(0).ToArray()),
        6 => Payloads.LoggingReport(
            Page(), random.Next(2) == 0 ? Edge64() : 64 * 4096, random.Next(3) == 0 ? Edge64() : 4096, Small()),
        _ => Payloads.Feature(24, Payloads.SetFeature | 7, new byte[16]),
    };

    private byte[] MigrationWrite()
    {
        byte[] payload = Payloads.MigrationWrite(Garbage(random.Next(2000)));
        if (random.Next(4) == 0)
            Bytes.Words(Edge32()).CopyTo(payload, 4);
        return payload;
    }

    private byte[] DmaMessage() => new Bytes().U64(Page()).U64(Edge64()).Add(Garbage(random.Next(64))).ToArray();

    private uint Index(int count) => random.Next(8) == 0 ? Edge32() : (uint)random.Next(count);

    private ulong Page() => random.Next(6) == 0 ? Edge64() : (ulong)random.Next(64) * 4096;

    private ulong Address() => random.Next(4) == 0 ? Edge64() : (ulong)random.Next(ServerUnderTest.SharedBytes);

    private uint Count() => random.Next(6) == 0 ? Edge32() : (uint)random.Next(20_000);

    private uint Small() => random.Next(4) == 0 ? Edge32() : (uint)random.Next(64);

    private uint Edge32() => (uint)Edge64();

    private ulong Edge64() => random.Next(5) == 0 ? (ulong)random.NextInt64() : EdgeNumbers[random.Next(EdgeNumbers.Length)];
}

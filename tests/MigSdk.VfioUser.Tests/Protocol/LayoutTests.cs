using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MigSdk.Uapi;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class LayoutTests
{
    [Fact]
    public void Layouts_have_the_protocols_sizes()
    {
        Assert.Equal(MessageHeader.Size, Unsafe.SizeOf<MessageHeader>());
        Assert.Equal((32, 24), (Unsafe.SizeOf<DmaMap>(), Unsafe.SizeOf<DmaUnmap>()));
        Assert.Equal((16, 16, 24), (Unsafe.SizeOf<RegionAccess>(), Unsafe.SizeOf<DmaAccess>(), Unsafe.SizeOf<RegionWriteEntry>()));
        Assert.Equal((8, 16, 40), (Unsafe.SizeOf<MigrationData>(), Unsafe.SizeOf<RegionIoFds>(), Unsafe.SizeOf<RegionIoFd>()));
        Assert.Equal((16, 32, 16, 20), (Unsafe.SizeOf<DeviceInfo>(), Unsafe.SizeOf<RegionInfo>(), Unsafe.SizeOf<IrqInfo>(), Unsafe.SizeOf<IrqSet>()));
        Assert.Equal((16, 16), (Unsafe.SizeOf<SparseMmap>(), Unsafe.SizeOf<SparseMmapArea>()));
    }

    [Fact]
    public void A_head_has_its_fields_where_the_protocol_has_them()
    {
        MessageHeader header = new MessageHeader(0x0102, MessageCommand.RegionWrite, 0x11223344, MessageFlags.NoReply, 0)
            .ForError((Errno)0x55667788);
        Assert.Equal(
            [0x02, 0x01, 10, 0, 16, 0, 0, 0, 0x21, 0, 0, 0, 0x88, 0x77, 0x66, 0x55], RawClient.Bytes(header));
    }

    [Fact]
    public void A_DMA_map_has_its_fields_where_the_protocol_has_them()
    {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)i;
        DmaMap map = MemoryMarshal.Read<DmaMap>(bytes);
        Assert.Equal((0x03020100U, 0x07060504U), (map.Argsz, (uint)map.Flags));
        Assert.Equal((0x0F0E0D0C0B0A0908UL, 0x1716151413121110UL, 0x1F1E1D1C1B1A1918UL), (map.Offset, map.Address, map.Length));
    }

    [Fact]
    public void The_matrix_of_transitions_is_read_as_it_was_written()
    {
        TransitionSet<MigrationState> transitions = BoardDriver.SupportedTransitions;
        byte[] bytes = TransitionMatrix.ToBytes(transitions);
        Assert.Equal(TransitionMatrix.SizeFor(8), bytes.Length);
        Assert.Equal(transitions, TransitionMatrix.Parse(bytes));
        Assert.Equal(Errno.EPROTO, Assert.Throws<MigrationException>(() => TransitionMatrix.Parse(bytes.AsSpan(0, 20))).Errno);
        Assert.Equal(Errno.EPROTO, Assert.Throws<MigrationException>(() => TransitionMatrix.Parse([])).Errno);
    }
}

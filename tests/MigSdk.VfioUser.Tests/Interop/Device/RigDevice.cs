using System;

namespace MigSdk.VfioUser.Tests.Interop.Device;

/// <summary>
/// The device under test: a trapped BAR 0 with a scratch pad, a doorbell that does DMA and the MSI-X table, and a BAR 2 of
/// which two pages can be mapped. Its state is what is in BAR 2.
/// </summary>
internal sealed class RigDevice
{
    internal const int RegisterBytes = 4096;
    internal const int SharedBytes = 0x10000;
    internal const int MsixVectors = 4;
    internal const ushort VendorId = 0x4D53;
    internal const ushort DeviceId = 0x00C0;

    private const int ScratchBytes = 0x100;
    private const int Page = 0x1000;
    private const int MaxDma = 1 << 20;

    private readonly SharedMemory _first;
    private readonly SharedMemory _third;
    private readonly byte[] _second = new byte[Page];
    private readonly byte[] _rest = new byte[SharedBytes - (3 * Page)];
    private readonly byte[] _dma = new byte[MaxDma];
    private ulong _dmaAddress;
    private uint _dmaLength;

    internal RigDevice(uint flags)
    {
        var builder = new PciDeviceBuilder(new PciIdentity { VendorId = VendorId, DeviceId = DeviceId });
        builder.AddMemoryBar(0, RegisterBytes).Registers
            .Storage(0, new byte[ScratchBytes], "SCRATCH")
            .Register<ulong>(0x100, "DMA_ADDRESS", () => _dmaAddress, value => _dmaAddress = value)
            .Register<uint>(0x108, "DMA_LENGTH", () => _dmaLength, value => _dmaLength = Math.Min(value, MaxDma))
            .Register<uint>(0x10C, "DOORBELL", write: Ring);
        builder.AddMsix(MsixVectors, bar: 0, offset: 0x800);
        builder.AddInterruptPin();
        BarBuilder shared = builder.AddMemoryBar(2, SharedBytes);
        _first = shared.Share(0, Page, "FIRST");
        shared.Registers.Storage(Page, _second, "SECOND");
        _third = shared.Share(2 * Page, Page, "THIRD");
        shared.Registers.Storage(3 * Page, _rest, "REST");
        Device = builder.Build();

        var memory = new RigMemory(Capture, Apply, SharedBytes);
        switch (flags)
        {
            case 1:
                Device.AttachMigration(new StopCopyRig(memory));
                break;
            case 5:
                Device.AttachMigration(new PreCopyRig(memory));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(flags), flags, "There is no driver with these.");
        }
    }

    internal PciDevice Device { get; }

    internal byte[] Capture()
    {
        byte[] memory = new byte[SharedBytes];
        _first.Span.CopyTo(memory);
        _second.CopyTo(memory, Page);
        _third.Span.CopyTo(memory.AsSpan(2 * Page));
        _rest.CopyTo(memory, 3 * Page);
        return memory;
    }

    private void Apply(byte[] memory)
    {
        memory.AsSpan(0, Page).CopyTo(_first.Span);
        memory.AsSpan(Page, Page).CopyTo(_second);
        memory.AsSpan(2 * Page, Page).CopyTo(_third.Span);
        memory.AsSpan(3 * Page).CopyTo(_rest);
    }

    // In the handler itself: the write that rings is answered when the transfer is done.
    private void Ring(uint direction)
    {
        Span<byte> data = _dma.AsSpan(0, (int)_dmaLength);
        if (direction == 1)
            Device.Memory.Read(_dmaAddress, data);
        else
            Device.Memory.Write(_dmaAddress, data);
    }
}

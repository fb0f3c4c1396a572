using System;
using System.Collections.Generic;
using static MigSdk.MigrationState;

namespace MigSdk.VfioUser.Tests;

/// <summary>A device for tests: some registers, a doorbell that does DMA, shared memory, all kinds of interrupts.</summary>
internal sealed class Board
{
    internal const uint Scratch = 0x10;
    internal const uint Doorbell = 0x18;

    private readonly SharedMemory _shared;

    internal Board()
    {
        var builder = new PciDeviceBuilder(new PciIdentity { VendorId = 0x1234, DeviceId = 0x5678, ClassCode = 0x088000 });
        BarBuilder bar = builder.AddMemoryBar(0, 0x4000);
        bar.Registers
            .Register<uint>(0x00, "ID", read: () => 0xCAFEF00D)
            .Register<ushort>(0x04, "FAULT", read: () => throw new InvalidOperationException("Broken."))
            .Register<ushort>(0x06, "REFUSAL", write: _ => throw new MigrationException(Errno.EBUSY, "Not now."))
            .Register<byte>(0x08, "LEVEL", read: () => 0, write: level => Device!.InterruptPin.Set(level != 0))
            .Register<byte>(0x09, "VECTOR", write: vector => Device!.Msix.Trigger(vector))
            .Register<ulong>(Scratch, "SCRATCH", read: ReadScratch, write: value => Value = value)
            .Register<ulong>(Doorbell, "DOORBELL", write: Ring)
            .Block(0x100, 0x100, "LOG", write: (offset, source) => Written.Add((offset, source.ToArray())));
        _shared = bar.Share(0x1000, 0x1000, "RING");
        bar.Share(0x3000, 0x1000, "MORE");
        builder.AddIoBar(2, 256).Registers.Register<byte>(0, "PORT", read: () => 7);
        builder.AddInterruptPin().AddMsi(4).AddMsix(8).OnReset(Reset);
        Device = builder.Build();
    }

    internal PciDevice Device { get; }

    internal ulong Value { get; set; }

    internal int Resets { get; private set; }

    /// <summary>Called inside the handler that reads the scratch register.</summary>
    internal Action? Reading { get; set; }

    /// <summary>Called when the device is reset.</summary>
    internal Action? Resetting { get; set; }

    internal Span<byte> Shared => _shared.Span;

    internal List<(ulong Offset, byte[] Data)> Written { get; } = [];

    private ulong ReadScratch()
    {
        Reading?.Invoke();
        return Value;
    }

    private void Reset()
    {
        Resetting?.Invoke();
        Resets++;
    }

    /// <summary>What the doorbell does: reads 8 bytes there, adds one, and writes them 8 bytes further.</summary>
    private void Ring(ulong address) =>
        Device.Memory.Write(address + 8, Device.Memory.Read<ulong>(address) + 1);

    internal Board WithDriver<TDriver>(Func<Board, TDriver> driver)
        where TDriver : class, IMigrationDriver
    {
        Device.AttachMigration(driver(this));
        return this;
    }
}

/// <summary>Everything there is: P2P and pre-copy.</summary>
[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
internal sealed partial class BoardDriver(Board board)
{
    private readonly List<string> _arcs = [];

    public IReadOnlyList<string> Arcs => _arcs;

    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P), Arc(StopCopy, Stop)]
    [Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P), Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy)]
    private void Move(ArcContext arc) => _arcs.Add($"{arc.From}>{arc.To}");

    [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
    private SavingSession Save() => SavingSession.FromBlock(() => BitConverter.GetBytes(board.Value));

    [Arc(Stop, Resuming)]
    private BufferedResumingSession Resume() => ResumingSession.Buffered(64);

    [Arc(Resuming, Stop)]
    private void Apply(BufferedResumingSession session)
    {
        if (session.Data.Length != sizeof(ulong))
            throw new MigrationException(Errno.EINVAL, "Not the stream of a board.");
        board.Value = BitConverter.ToUInt64(session.Data.Span);
    }

    [OnReset]
    private void PowerOn() => board.Value = 0;

    [StopCopyLength]
    private long Length() => sizeof(ulong);
}

using System;
using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.VfioUser.Benchmarks;

/// <summary>This tree's device for <see cref="Contract"/>.</summary>
[MigrationDriver]
internal sealed partial class MeasuredDevice
{
    private const int ScratchBytes = 0x100;

    private readonly byte[] _data = new byte[Contract.MaxDma];
    private ulong _dmaAddress;
    private uint _dmaLength;
    private ulong _streamBytes;

    internal MeasuredDevice()
    {
        new Random(1).NextBytes(_data);
        var builder = new PciDeviceBuilder(new PciIdentity { VendorId = 0x4D53, DeviceId = 0xBE4C });
        builder.AddMemoryBar((int)Contract.Region, Contract.RegionBytes).Registers
            .Storage(0, new byte[ScratchBytes], "SCRATCH")
            .Register<ulong>(Contract.DmaAddress, "DMA_ADDRESS", () => _dmaAddress, value => _dmaAddress = value)
            .Register<uint>(Contract.DmaLength, "DMA_LENGTH", () => _dmaLength, value => _dmaLength = value)
            .Register<uint>(Contract.Doorbell, "DOORBELL", write: Transfer)
            .Register<ulong>(Contract.StreamBytes, "STREAM_BYTES", () => _streamBytes, value => _streamBytes = value);
        Device = builder.Build();
        Device.AttachMigration(this);
    }

    internal PciDevice Device { get; }

    [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void DoNothing()
    {
    }

    [Arc(Stop, StopCopy)]
    private Stream BeginSaving() => new(this, _streamBytes);

    [Arc(Stop, Resuming)]
    private ResumingSession BeginResuming() => ResumingSession.FromSink(Accept);

    private void Transfer(uint direction)
    {
        Span<byte> data = _data.AsSpan(0, (int)Math.Min(_dmaLength, Contract.MaxDma));
        if (direction == Contract.ReadGuest)
            Device.Memory.Read(_dmaAddress, data);
        else
            Device.Memory.Write(_dmaAddress, data);
    }

    private ValueTask Accept(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        data.CopyTo(_data);
        return ValueTask.CompletedTask;
    }

    private sealed class Stream(MeasuredDevice device, ulong bytes) : SavingSession
    {
        private ulong _left = bytes;

        protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel)
        {
            int count = (int)Math.Min(Math.Min(_left, (ulong)buffer.Length), (ulong)device._data.Length);
            device._data.AsMemory(0, count).CopyTo(buffer);
            _left -= (ulong)count;
            return ValueTask.FromResult(count);
        }
    }
}

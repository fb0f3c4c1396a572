using System.Buffers.Binary;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// 2777a40998de, "hisi_acc_vfio_pci: bugfix live migration function without VF device driver": a state register was written
/// while the stream was still being matched, and null DMA addresses were loaded. Here a stream that was refused is never a
/// state: the arc out of RESUMING fails, and only a reset, which brings the device to its first state, leads out. A value that
/// may be missing is nullable, and nullable analysis wants it checked.
/// </summary>
[Fault(9, "2777a40998de", StoppedBy = ["CS8604"], IsHarmless = true)]
public sealed partial class F09AppliedWhileMatching
{
    private const string Faulty =
        """
        using System;
        using MigSdk;
        using static MigSdk.MigrationState;

        public sealed record DmaAddress(ulong Value);

        public sealed record QueueState(DmaAddress? EventQueue, DmaAddress? AdminQueue);

        [MigrationDriver]
        public sealed partial class Accelerator
        {
            private QueueState _queues = new(null, null);

            public QueueState Queues => _queues;

            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);

            [Arc(Resuming, Stop)]
            private void Load(BufferedResumingSession session)
            {
                _queues = Parse(session.Data);
                WriteRegister(_queues.EventQueue);
            }

            private static QueueState Parse(ReadOnlyMemory<byte> data) =>
                data.Length == 8 ? new(new(1), null) : throw new MigrationException(Errno.EINVAL);

            private static void WriteRegister(DmaAddress address) => Console.WriteLine(address.Value);
        }
        """;

    [Fact]
    public Task An_address_that_may_be_missing_is_not_loaded_unchecked() => Rendition.IsStopped<F09AppliedWhileMatching>(
        Faulty.Edit("ResumingSession BeginResuming", "BufferedResumingSession BeginResuming"),
        Faulty.Edit("ResumingSession BeginResuming", "BufferedResumingSession BeginResuming")
            .Edit("WriteRegister(_queues.EventQueue);", "WriteRegister(_queues.EventQueue ?? throw new MigrationException(Errno.EINVAL));"));

    [Fact]
    public async Task A_device_that_was_half_written_never_runs()
    {
        var device = new Accelerator();
        var session = (ResumingSession)device.SetState(Resuming)!;

        await Assert.ThrowsAsync<MigrationException>(async () => await session.WriteAsync(new byte[8]));
        Assert.True(device.IsReady);

        foreach (MigrationState target in new[] { Stop, Running, StopCopy })
            Assert.Equal(Resuming, Assert.Throws<TransitionException<MigrationState>>(() => device.SetState(target)).State);
        Assert.Equal(0, device.Applications);

        device.Reset();
        Assert.Equal((Running, false), (device.State, device.IsReady));
    }

    [MigrationDriver]
    private sealed partial class Accelerator
    {
        public bool IsReady { get; private set; }

        public int Applications { get; private set; }

        [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy)]
        private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

        [Arc(Stop, Resuming)]
        private ResumingSession BeginResuming() => ResumingSession.FromSink((data, _) =>
        {
            // The register before the match.
            IsReady = true;
            return BinaryPrimitives.ReadInt64LittleEndian(data.Span) == 0
                ? throw new MigrationException(Errno.EINVAL, "The stream is of another device.")
                : default(ValueTask);
        });

        [Arc(Resuming, Stop)]
        private void Load() => Applications++;

        [OnReset]
        private void ResetDevice() => IsReady = false;
    }
}

using System.Threading.Tasks;
using Xunit;

namespace MigSdk.FaultCorpus;

/// <summary>
/// 493c7eff3c2f, "vfio/xe: Add a missing vfio_pci_core_release_dev()": a table of functions lacked one that must be there. Here
/// what a driver must bring is abstract in the session's type or an arc of the plan; without it nothing compiles.
/// </summary>
[Fault(11, "493c7eff3c2f", StoppedBy = ["CS0534", "MIG1002"])]
public sealed class F11MissingHook
{
    private const string Mended =
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver]
        public sealed partial class Gpu
        {
            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => new GpuSaving();

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);
        }

        public sealed class GpuSaving : SavingSession
        {
            protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);
        }
        """;

    [Fact]
    public Task What_must_be_there_is_missed() => Rendition.IsStopped<F11MissingHook>(
        Mended.Edit("    protected override ValueTask<int> ProduceAsync(Memory<byte> buffer, CancellationToken cancel) => new(0);\n", "")
            .Edit(", Arc(StopCopy, Stop)", ""),
        Mended);
}

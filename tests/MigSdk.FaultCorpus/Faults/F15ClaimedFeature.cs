using System.Threading.Tasks;
using Xunit;

namespace MigSdk.FaultCorpus;

/// <summary>
/// libvfio-user 190f85b (#782): the server claims STOP_COPY and PRE_COPY for every device, whatever that can do. Here what a driver
/// declares is what it must implement.
/// </summary>
[Fault(15, "libvfio-user 190f85b (#782)", StoppedBy = ["MIG1002"])]
public sealed class F15ClaimedFeature
{
    private const string Mended =
        """
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver(MigrationFeatures.StopCopy)]
        public sealed partial class Nic
        {
            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);
        }
        """;

    [Fact]
    public Task What_is_claimed_must_be_there() => Rendition.IsStopped<F15ClaimedFeature>(
        Mended.Edit("MigrationFeatures.StopCopy)", "MigrationFeatures.StopCopy | MigrationFeatures.PreCopy)"), Mended);
}

using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// 6de042240b0f, "vfio/mlx5: Let firmware knows upon leaving PRE_COPY back to RUNNING": two of the arcs that end a saving
/// session did not tell the firmware so. An exit handler of the group runs whichever arc ends it; and who writes the arcs
/// one by one cannot leave one out.
/// </summary>
[Fault(3, "6de042240b0f", StoppedBy = ["MIG1002"], IsHarmless = true)]
public sealed partial class F03MissingExitAction
{
    private const string Faulty =
        """
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
        public sealed partial class Nic
        {
            [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
            [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy), Arc(Resuming, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
            private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

            [Arc(StopCopy, Stop)]
            private void TellFirmware() { }

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);
        }
        """;

    [Fact]
    public Task An_arc_that_ends_a_session_has_a_handler() => Rendition.IsStopped<F03MissingExitAction>(
        Faulty, Faulty.Edit("[Arc(StopCopy, Stop)]", "[Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]"));

    [Theory]
    [InlineData(PreCopy, Running)]
    [InlineData(PreCopyP2P, RunningP2P)]
    [InlineData(StopCopy, Stop)]
    public void The_exit_handler_runs_whichever_arc_ends_the_session(MigrationState last, MigrationState after)
    {
        var nic = new Nic();
        nic.SetState(last);
        Assert.Equal(0, nic.TimesTold);

        nic.SetState(after);
        Assert.Equal(1, nic.TimesTold);
    }

    [MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
    private sealed partial class Nic
    {
        public int TimesTold { get; private set; }

        [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
        [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy), Arc(Resuming, Stop)]
        // The arcs that end a session do nothing of their own.
        [Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
        private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

        [Arc(Stop, Resuming)]
        private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(8);

        [OnExit(SessionKind.Saving)]
        private void TellFirmware() => TimesTold++;
    }
}

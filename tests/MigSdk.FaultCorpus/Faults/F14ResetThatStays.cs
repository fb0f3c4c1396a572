using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.FaultCorpus;

/// <summary>
/// libvfio-user 4f4fce4 (#844): since then a reset leaves the migration state where it is, against the kernel and the
/// protocol, while QEMU goes on as after a reset to RUNNING. Here no driver has a say in that: whatever its own part of a
/// reset does, the state is the spec's initial one.
/// </summary>
[Fault(14, "libvfio-user 4f4fce4 (#844)", IsHarmless = true)]
public sealed partial class F14ResetThatStays
{
    [Theory]
    [InlineData(Running)]
    [InlineData(Stop)]
    [InlineData(StopCopy)]
    [InlineData(Resuming)]
    public void A_reset_leads_to_the_initial_state(MigrationState state)
    {
        var nic = new Nic();
        nic.SetState(state);

        nic.Reset();

        Assert.Equal(Running, nic.State);
    }

    [MigrationDriver]
    private sealed partial class Nic
    {
        [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
        private void Move()
        {
        }

        [Arc(Stop, StopCopy)]
        private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

        [Arc(Stop, Resuming)]
        private BufferedResumingSession BeginResuming() => ResumingSession.Buffered(8);

        [OnReset]
        private static void ResetDevice()
        {
            // Nothing about migration.
        }
    }
}

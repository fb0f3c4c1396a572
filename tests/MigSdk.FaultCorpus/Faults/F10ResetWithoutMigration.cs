using System.Threading.Tasks;
using Xunit;

namespace MigSdk.FaultCorpus;

/// <summary>
/// 1b81ed612e12, "vfio/xe: Reorganize the init to decouple migration from reset": the reset used what is set up only for
/// devices that can be migrated, and ran into a page fault with the others. What is set up only sometimes is nullable here.
/// </summary>
[Fault(10, "1b81ed612e12", StoppedBy = ["CS8602"])]
public sealed class F10ResetWithoutMigration
{
    private const string Faulty =
        """
        using MigSdk;
        using static MigSdk.MigrationState;

        public sealed class Tracker
        {
            public void Stop() { }
        }

        [MigrationDriver]
        public sealed partial class Gpu
        {
            private readonly Tracker? _tracker;

            public Gpu(bool canMigrate) => _tracker = canMigrate ? new Tracker() : null;

            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);

            [OnReset]
            private void ResetDevice() => _tracker.Stop();
        }
        """;

    [Fact]
    public Task What_is_set_up_only_sometimes_is_asked_for() =>
        Rendition.IsStopped<F10ResetWithoutMigration>(Faulty, Faulty.Edit("_tracker.Stop();", "_tracker?.Stop();"));
}

using System.Threading.Tasks;
using Xunit;

namespace MigSdk.FaultCorpus;

/// <summary>
/// Smatch's report on 6de042240b0f (D. Carpenter, 9 May 2024): on some ways the variable <c>state</c> that the driver went by
/// had never been assigned. C# demands that it is, on every way.
/// </summary>
[Fault(4, "Smatch report on 6de042240b0f", StoppedBy = ["CS0165"])]
public sealed class F04UninitialisedState
{
    private const string Faulty =
        """
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver(MigrationFeatures.PreCopy)]
        public sealed partial class Nic
        {
            private int _saverState;

            [Arc(Running, Stop), Arc(Stop, Running), Arc(PreCopy, StopCopy), Arc(Resuming, Stop)]
            private void Move() { }

            [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
            private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

            [Arc(PreCopy, Running), Arc(StopCopy, Stop)]
            private void EndSaving(ArcContext arc)
            {
                int state;
                if (arc.From == PreCopy)
                    state = _saverState;
                if (state < 0)
                    throw new MigrationException(Errno.EIO);
            }

            public void Save(int state) => _saverState = state;

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => ResumingSession.Buffered(8);
        }
        """;

    [Fact]
    public Task A_variable_is_assigned_before_it_is_read() =>
        Rendition.IsStopped<F04UninitialisedState>(Faulty, Faulty.Edit("int state;", "int state = 0;"));
}
